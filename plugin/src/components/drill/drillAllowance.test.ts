import { describe, expect, it } from '@jest/globals';
import { allowanceAt, leastAllowance } from './drillAllowance.ts';

const fact = { limit: 10, remaining: 0, resetSeconds: 24, at: 1_000 };

describe('the tests that are left', () => {
  it.each([
    [1_000, { remaining: 0, resetSeconds: 24 }],
    [1_500, { remaining: 0, resetSeconds: 24 }],
    [2_000, { remaining: 0, resetSeconds: 23 }],
    [24_900, { remaining: 0, resetSeconds: 1 }],
    [25_000, { remaining: 10, resetSeconds: 0 }],
    [500, { remaining: 0, resetSeconds: 24 }],
  ])('at %d', (now, left) => {
    expect(allowanceAt(fact, now)).toEqual({ limit: 10, ...left });
  });

  it('are all of them where none was run lately', () => {
    expect(allowanceAt({ ...fact, remaining: 10, resetSeconds: 0 }, 1_000).remaining).toBe(10);
  });

  it('are the least that is known', () => {
    const told = { ...fact, remaining: 10, resetSeconds: 0 };
    expect(leastAllowance([told, { ...fact, remaining: 7 }], 1_000)?.remaining).toBe(7);
    expect(leastAllowance([told, fact], 30_000)?.remaining).toBe(10);
    expect(leastAllowance([null, undefined], 0)).toBeNull();
  });
});
