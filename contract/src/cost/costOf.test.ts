import { describe, expect, it } from '@jest/globals';
import { costOf } from './costOf.ts';

const price = { input: 2, output: 10, cachedInput: 0.5, cacheWrite: 4 };
const tokens = { input: 1_000_000, output: 1_000_000, cacheRead: 0, cacheWrite: 0 };

describe('costOf', () => {
  it('adds input and output at their prices per million tokens', () => {
    expect(costOf(price, tokens)).toBe(12);
  });

  it('takes cached and written tokens out of input before the full price is applied', () => {
    expect(costOf(price, { ...tokens, output: 0, cacheRead: 500_000, cacheWrite: 250_000 })).toBeCloseTo(
      0.5 + 0.25 + 1,
    );
  });

  it('prices cached and written tokens as input where the price names none', () => {
    const plain = { input: 2, output: 10 };
    expect(costOf(plain, { ...tokens, cacheRead: 400_000, cacheWrite: 100_000 })).toBe(costOf(plain, tokens));
  });

  it('never charges a negative amount where more tokens are cached than came in', () => {
    expect(costOf(price, { input: 10, output: 0, cacheRead: 100, cacheWrite: 0 })).toBeCloseTo(100 * 0.5e-6);
  });

  it('does not know the cost without a price, and charges nothing for a free model', () => {
    expect(costOf(null, tokens)).toBeNull();
    expect(costOf(undefined, tokens)).toBeNull();
    expect(costOf({ input: 0, output: 0 }, tokens)).toBe(0);
  });

  it.each([NaN, Infinity, -5])('counts %p tokens as none', (bad) => {
    expect(costOf(price, { input: bad, output: bad, cacheRead: bad, cacheWrite: bad })).toBe(0);
  });
});
