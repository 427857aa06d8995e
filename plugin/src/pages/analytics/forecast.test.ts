import { describe, expect, it } from '@jest/globals';
import { forecast } from './forecast.ts';

describe('forecast', () => {
  it('knows nothing without a whole day', () => {
    expect(forecast([], 30)).toBeUndefined();
    expect(forecast([Number.NaN], 30)).toBeUndefined();
  });

  it('carries the mean of the days on', () => {
    expect(forecast([10, 20, 30], 30)?.costUsd).toBe(600);
  });

  it('says no spread from two days', () => {
    expect(forecast([10, 20], 30)?.spread).toBeUndefined();
  });

  it('is sure where every day costs the same', () => {
    expect(forecast([10, 10, 10, 10], 30)).toEqual({ costUsd: 300, spread: 0 });
  });

  it('widens with days that differ', () => {
    // Standard deviation 10, √30 days, two deviations: 109.5 of 600.
    expect(forecast([10, 20, 30], 30)?.spread).toBeCloseTo(0.1826, 3);
  });

  it('does not divide by a cost of nothing', () => {
    expect(forecast([0, 0, 0], 30)).toEqual({ costUsd: 0, spread: undefined });
  });
});
