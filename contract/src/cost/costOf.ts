import type { Price } from '../document/model.ts';

const PER = 1_000_000;

/** Tokens of one call. `input` includes those read from and written to a cache. */
export interface BilledTokens {
  readonly input: number;
  readonly output: number;
  readonly cacheRead: number;
  readonly cacheWrite: number;
}

function count(tokens: number): number {
  return Number.isFinite(tokens) && tokens > 0 ? tokens : 0;
}

/**
 * What one call costs, in USD. Cached tokens are part of `input` and are taken out of it before the full price is applied;
 * where a provider reports more cached tokens than input, input at the full price is 0, never negative.
 * @returns null where the price is unknown; a local model's price is all zeros, so it costs 0
 */
export function costOf(price: Price | null | undefined, tokens: BilledTokens): number | null {
  if (price === null || price === undefined) return null;
  const cacheRead = count(tokens.cacheRead);
  const cacheWrite = count(tokens.cacheWrite);
  const fresh = Math.max(0, count(tokens.input) - cacheRead - cacheWrite);
  const cachedPrice = price.cachedInput ?? price.input;
  const writePrice = price.cacheWrite ?? price.input;
  const total =
    fresh * price.input + cacheRead * cachedPrice + cacheWrite * writePrice + count(tokens.output) * price.output;
  return total / PER;
}
