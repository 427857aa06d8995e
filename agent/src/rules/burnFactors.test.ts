import { describe, expect, it } from '@jest/globals';
import { burnThresholds } from './burnFactors.ts';

describe('burnThresholds', () => {
  it.each([
    [0.95, { hour: 0.72, sixHours: 0.3, day: 0.15, threeDays: 0.05 }],
    [0.995, { hour: 0.072, sixHours: 0.03, day: 0.015, threeDays: 0.005 }],
    [0.9999, { hour: 0.00144, sixHours: 0.0006, day: 0.0003, threeDays: 0.0001 }],
  ])('are 14.4, 6, 3 and 1 budgets of a level of %d', (slo, thresholds) => {
    expect(burnThresholds(slo)).toEqual(thresholds);
  });

  it.each([0.94, 0.93, 0.9, 0.5, 0.1, 0.001])('can be reached with a level of %d, and stay in order', (slo) => {
    const { hour, sixHours, day, threeDays } = burnThresholds(slo);
    expect(hour).toBeLessThan(1);
    expect(hour).toBeGreaterThan(sixHours);
    expect(sixHours).toBeGreaterThan(day);
    expect(day).toBeGreaterThan(threeDays);
    expect(threeDays).toBeCloseTo(1 - slo, 3);
  });
});
