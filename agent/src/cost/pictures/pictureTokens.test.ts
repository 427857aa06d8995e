import { describe, expect, it } from '@jest/globals';
import { pictureTokens } from './pictureTokens.ts';

/** A PNG's head: signature, IHDR with a size. The rest is not read. */
function png(width: number, height: number): string {
  const head = Buffer.alloc(33);
  head.write('\x89PNG\r\n\x1a\n', 0, 'latin1');
  head.writeUInt32BE(13, 8);
  head.write('IHDR', 12, 'latin1');
  head.writeUInt32BE(width, 16);
  head.writeUInt32BE(height, 20);
  return `data:image/png;base64,${head.toString('base64')}`;
}

const picture = (width: number, height: number, detail: string | null = null) => [{ url: png(width, height), detail }];

describe('tokens of pictures', () => {
  it.each([
    [512, 512, 'high', 255],
    [1024, 1024, 'auto', 765],
    [2048, 4096, null, 1105],
    [4096, 8192, null, 1105],
    [4096, 4096, 'low', 85],
  ])("OpenAI's tiles: %i × %i, detail %s", (width, height, detail, tokens) => {
    expect(pictureTokens('openai', picture(width, height, detail))).toBe(tokens);
    expect(pictureTokens('azure-openai', picture(width, height, detail))).toBe(tokens);
  });

  it.each([
    [200, 200, 54],
    [1000, 1000, 1334],
    [8000, 8000, 1600],
  ])("Anthropic's pixels: %i × %i", (width, height, tokens) => {
    expect(pictureTokens('anthropic', picture(width, height))).toBe(tokens);
  });

  it.each([
    [384, 384, 258],
    [768, 768, 258],
    [1536, 800, 4 * 258],
  ])("Gemini's tiles: %i × %i", (width, height, tokens) => {
    expect(pictureTokens('google', picture(width, height))).toBe(tokens);
  });

  it('takes a picture of unknown size for 1024 × 1024', () => {
    for (const url of ['https://example.org/a.png', 'data:image/png;base64,AAAA', 'data:text/plain;base64,AAAA', '']) {
      expect(pictureTokens('openai', [{ url, detail: null }])).toBe(765);
    }
    expect(pictureTokens('anthropic', [{ url: 'https://example.org/a.png', detail: null }])).toBe(1399);
  });

  it('adds pictures up and measures only the first ones', () => {
    expect(pictureTokens('openai', [])).toBe(0);
    const many = Array.from({ length: 33 }, () => ({ url: png(512, 512), detail: null }));
    expect(pictureTokens('openai', many)).toBe(32 * 255 + 765);
  });
});
