import { describe, expect, it } from '@jest/globals';
import { FailureRuns } from './failureRuns.ts';

describe('runs of failures', () => {
  it('grow whatever the order in which the attempts end', () => {
    const runs = new FailureRuns();
    expect([3, 1, 5, 2, 4].map((attempt) => runs.failed(attempt).failures)).toEqual([1, 1, 1, 3, 5]);
  });

  it('end where an attempt between them has not failed', () => {
    const runs = new FailureRuns();
    expect([1, 2, 4, 5].map((attempt) => runs.failed(attempt).failures)).toEqual([1, 2, 1, 2]);
  });

  it('go on over an attempt that said nothing, without counting it', () => {
    const runs = new FailureRuns();
    runs.failed(1);
    runs.bridged(2);
    expect(runs.failed(3).failures).toBe(2);
    runs.clear();
    expect(runs.failed(4).failures).toBe(1);
  });

  it('are bounded', () => {
    const runs = new FailureRuns();
    for (let attempt = 0; attempt < 100_000; attempt += 2) runs.failed(attempt);
    expect(runs.failed(100_001).failures).toBe(1);
    expect(runs.failed(99_999).failures).toBe(2);
  });
});
