import { describe, expect, it } from '@jest/globals';
import { backoffMs, retrySchedule } from './retrySchedule.ts';

describe('retrySchedule', () => {
  it('is 2 s, 4 s, 8 s by default: 14 s in all', () => {
    const waits = retrySchedule({ retries: 3, backoffFactor: 2 });
    expect(waits).toEqual([2_000, 4_000, 8_000]);
    expect(waits.reduce((sum, ms) => sum + ms, 0)).toBe(14_000);
  });

  it('is empty without retries', () => {
    expect(retrySchedule({ retries: 0, backoffFactor: 2 })).toEqual([]);
  });

  it('is a second each with factor 1', () => {
    expect(retrySchedule({ retries: 10, backoffFactor: 1 })).toEqual(Array.from({ length: 10 }, () => 1_000));
  });

  it('is whole milliseconds', () => {
    expect(backoffMs({ backoffFactor: 1.1 }, 3)).toBe(1_331);
    expect(Number.isInteger(backoffMs({ backoffFactor: 1.7 }, 9))).toBe(true);
  });
});
