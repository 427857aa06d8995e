import type { DialectName } from '@understudy/contract';
import { ASSUMED_SIZE, pictureSize, type PictureSize } from './pictureSize.ts';

/** A picture as it stands in a request. */
export interface Picture {
  readonly url: string;
  readonly detail: string | null;
}

/** Pictures of a request that are measured; more are taken for the assumed size. */
const MAX_MEASURED = 32;

/** OpenAI: fitted into 2048 × 2048, then to 768 on the short side; 85 and 170 a tile of 512 × 512. `low`: 85. */
function openaiTokens({ width, height }: PictureSize, detail: string | null): number {
  if (detail === 'low') return 85;
  const fit = Math.min(1, 2048 / Math.max(width, height));
  const shrink = Math.min(1, 768 / (Math.min(width, height) * fit));
  const scale = fit * shrink;
  return 85 + 170 * Math.ceil(Math.ceil(width * scale) / 512) * Math.ceil(Math.ceil(height * scale) / 512);
}

/** Anthropic: width × height / 750 after the long side was fitted to 1568; about 1,600 at most. */
function anthropicTokens({ width, height }: PictureSize): number {
  const scale = Math.min(1, 1568 / Math.max(width, height));
  return Math.min(1_600, Math.ceil((width * scale * height * scale) / 750));
}

/** Gemini: 258 up to 384 × 384, else 258 a tile of 768 × 768. */
function googleTokens({ width, height }: PictureSize): number {
  if (width <= 384 && height <= 384) return 258;
  return 258 * Math.ceil(width / 768) * Math.ceil(height / 768);
}

function tokensOf(dialect: DialectName, size: PictureSize, detail: string | null): number {
  switch (dialect) {
    case 'anthropic':
      return anthropicTokens(size);
    case 'google':
      return googleTokens(size);
    default:
      return openaiTokens(size, detail);
  }
}

/** Tokens that the pictures of a request count for, by the rule of the API that gets them. */
export function pictureTokens(dialect: DialectName, pictures: readonly Picture[]): number {
  let tokens = 0;
  for (const [index, { url, detail }] of pictures.entries()) {
    const size = (index < MAX_MEASURED ? pictureSize(url) : null) ?? ASSUMED_SIZE;
    tokens += tokensOf(dialect, size, detail);
  }
  return tokens;
}
