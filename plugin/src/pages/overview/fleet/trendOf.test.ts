import { describe, expect, it } from '@jest/globals';
import { trendsByModel } from './trendOf.ts';

const HOUR = 3_600_000;
const RANGE = { from: 0, to: 4 * HOUR, points: 4 };

describe('trendsByModel', () => {
  it('puts each value into the part of the range that ends with it, and null where there was no traffic', () => {
    const series = { labels: { model: 'gpt-4o' }, times: [HOUR, 3 * HOUR, 4 * HOUR], values: [0.1, 0.3, Number.NaN] };
    expect(trendsByModel([series], RANGE).get('gpt-4o')).toEqual([0.1, null, 0.3, null]);
  });

  it('leaves out what lies before the range, and keeps the last point of an uneven end', () => {
    const series = { labels: { model: 'm' }, times: [0, 4 * HOUR + 30_000], values: [0.9, 0.2] };
    expect(trendsByModel([series], RANGE).get('m')).toEqual([null, null, null, 0.2]);
  });

  it('has nothing without an answer', () => {
    expect(trendsByModel(undefined, RANGE).size).toBe(0);
  });
});
