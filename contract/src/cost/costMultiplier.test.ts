import { describe, expect, it } from '@jest/globals';
import { costMultiplier, extraCost, listPriceMultiplier } from './costMultiplier.ts';

describe('costMultiplier', () => {
  it('divides the cost by the baseline', () => {
    expect(costMultiplier(3, 1.5)).toBe(2);
    expect(costMultiplier(0, 1.5)).toBe(0);
  });

  it.each([
    ['the cost is unknown', null, 1],
    ['the baseline is unknown', 1, null],
    ['the baseline is free', 1, 0],
    ['the ratio is no number', Number.MAX_VALUE, Number.MIN_VALUE],
  ])('is unknown where %s', (_, cost, baseline) => {
    expect(costMultiplier(cost, baseline)).toBeNull();
  });
});

describe('listPriceMultiplier', () => {
  it('compares 500 tokens in and 50 out', () => {
    const primary = { input: 1, output: 10 };
    const fallback = { input: 3, output: 15 };
    expect(listPriceMultiplier(primary, fallback)).toBeCloseTo((500 * 3 + 50 * 15) / (500 * 1 + 50 * 10));
  });

  it('is unknown for a free primary or a missing price', () => {
    const price = { input: 1, output: 1 };
    expect(listPriceMultiplier({ input: 0, output: 0 }, price)).toBeNull();
    expect(listPriceMultiplier(undefined, price)).toBeNull();
    expect(listPriceMultiplier(price, null)).toBeNull();
  });
});

describe('extraCost', () => {
  it('is what the answer cost above the baseline, negative where it saved', () => {
    expect(extraCost(3, 1)).toBe(2);
    expect(extraCost(0, 1)).toBe(-1);
    expect(extraCost(null, 1)).toBeNull();
    expect(extraCost(1, null)).toBeNull();
  });
});
