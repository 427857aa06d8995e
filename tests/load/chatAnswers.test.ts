import { describe, expect, it } from '@jest/globals';
import { BODY_BYTES, FIRST_CONTENT, STREAM_CHUNKS, STREAM_FRAMES, answerOf, requestOf } from './chatAnswers.ts';

describe('bodies', () => {
  it.each(Object.values(BODY_BYTES))('are exactly %d bytes of JSON, both ways', (bytes) => {
    const request = requestOf(bytes, 'small', true);
    expect(Buffer.byteLength(request)).toBe(bytes);
    expect(JSON.parse(request)).toMatchObject({ model: 'small', stream: true });
    expect(answerOf(bytes)).toHaveLength(bytes);
    expect(JSON.parse(answerOf(bytes).toString())).toMatchObject({ object: 'chat.completion' });
  });
});

describe('stream frames', () => {
  it('carry content only between opening and closing', () => {
    const { opening, content, closing, closingWithUsage } = STREAM_FRAMES;
    expect(content).toHaveLength(STREAM_CHUNKS);
    expect(content.every((frame) => frame.includes(FIRST_CONTENT))).toBe(true);
    expect([opening, closing, closingWithUsage].some((frame) => frame.includes(FIRST_CONTENT))).toBe(false);
    for (const end of [closing, closingWithUsage]) expect(end.toString()).toMatch(/data: \[DONE\]\n\n$/);
  });
});
