import { describe, expect, it } from '@jest/globals';
import { emptyTally, type Tally } from '../../telemetry/index.ts';
import { durationQuantile } from './quantile.ts';

const tally = (over: Partial<Tally>): Tally => ({ ...emptyTally(), ...over });

describe('durationQuantile', () => {
  it('is what histogram_quantile gives over the same buckets', () => {
    const ten = tally({ took0: 5, took2: 4, took4: 1 });
    expect(durationQuantile(ten, 0.5)).toBeCloseTo(100);
    expect(durationQuantile(ten, 0.25)).toBeCloseTo(50);
    expect(durationQuantile(ten, 0.7)).toBeCloseTo(375);
    expect(durationQuantile(ten, 0.95)).toBeCloseTo(1_500);
  });

  it('is the last edge where it lies beyond', () => {
    expect(durationQuantile(tally({ took0: 1, took13: 9 }), 0.95)).toBe(600_000);
  });

  it('is unknown where nothing was answered', () => {
    expect(durationQuantile(emptyTally(), 0.95)).toBeNull();
  });
});
