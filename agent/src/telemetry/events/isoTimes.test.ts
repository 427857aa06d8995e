import { describe, expect, it } from '@jest/globals';
import { IsoTimes } from './isoTimes.ts';

describe('IsoTimes', () => {
  it('writes what a date writes, within a second, over seconds and back', () => {
    const times = new IsoTimes();
    const start = Date.UTC(2026, 11, 31, 23, 59, 59);
    for (const at of [start, start + 7, start + 70, start + 999, start + 1_000, start - 1, 0, 12.9, -1]) {
      expect(times.of(at)).toBe(new Date(Math.floor(at)).toISOString());
    }
  });
});
