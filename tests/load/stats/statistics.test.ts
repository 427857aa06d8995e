import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { median, spreadOf } from './median.ts';
import { differences, pairwise, ratios } from './pairwise.ts';
import { percentile, percentileOf, sorted } from './percentile.ts';
import { slope } from './slope.ts';

describe('percentile', () => {
  const oneToHundred = Array.from({ length: 100 }, (_, index) => 100 - index);

  it.each([
    [0, 1],
    [50, 50],
    [99, 99],
    [99.1, 100],
    [100, 100],
  ])('takes the sample at the nearest rank: p%d of 1…100 is %d', (p, expected) => {
    expect(percentileOf(oneToHundred, p)).toBe(expected);
  });

  it('sorts by number, not by text', () => {
    expect([...sorted([10, 9, 100])]).toEqual([9, 10, 100]);
  });

  it('is NaN of no samples', () => {
    expect(percentile([], 50)).toBeNaN();
  });

  it('is always one of the samples, and never falls as p rises', () => {
    const samples = fc.array(fc.double({ noNaN: true }), { minLength: 1 });
    const rank = fc.double({ min: 0, max: 100, noNaN: true });
    fc.assert(
      fc.property(samples, rank, rank, (values, a, b) => {
        const low = percentileOf(values, Math.min(a, b));
        const high = percentileOf(values, Math.max(a, b));
        expect(values).toContain(low);
        expect(low).toBeLessThanOrEqual(high);
      }),
    );
  });
});

describe('median', () => {
  it('takes the middle value', () => expect(median([9, 1, 5])).toBe(5));
  it('takes the mean of the middle two', () => expect(median([1, 10, 2, 3])).toBe(2.5));
  it('is NaN of nothing', () => expect(median([])).toBeNaN());

  it('comes with the range it was taken from', () => {
    expect(spreadOf([3, 1, 2])).toEqual({ median: 2, min: 1, max: 3 });
  });
});

describe('pairwise', () => {
  it('combines the values of the same round', () => {
    expect(ratios([2, 9], [1, 3])).toEqual([2, 3]);
    expect(differences([2, 9], [1, 3])).toEqual([1, 6]);
  });

  it('refuses different numbers of rounds', () => {
    expect(() => pairwise([1], [1, 2], Math.max)).toThrow('1 rounds cannot be paired with 2');
  });
});

describe('slope', () => {
  it('finds the slope of a line', () => {
    expect(slope([0, 1, 2, 5].map((x) => ({ x, y: 3 * x + 7 })))).toBeCloseTo(3);
  });

  it('is 0 where values only jitter around a level', () => {
    expect(slope([5, 6, 6, 5].map((y, x) => ({ x, y })))).toBeCloseTo(0);
  });

  it('is NaN of a single point', () => expect(slope([{ x: 1, y: 1 }])).toBeNaN());
});
