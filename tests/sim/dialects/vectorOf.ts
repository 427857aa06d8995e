import { hash } from '../ids.ts';
import { seededRandom } from '../seededRandom.ts';

/** Numbers in a vector where the request sets none. Small: tests compare whole vectors. */
const DEFAULT_DIMENSIONS = 16;

/** A unit vector, the same one for the same model and text, exact in 32 bits so that both encodings agree. */
export function vectorOf(model: string, text: string, dimensions: number = DEFAULT_DIMENSIONS): Float32Array {
  const random = seededRandom(hash(`${model}\n${text}`));
  const raw = Array.from({ length: dimensions }, () => random() * 2 - 1);
  const norm = Math.hypot(...raw) || 1;
  return Float32Array.from(raw, (value) => value / norm);
}
