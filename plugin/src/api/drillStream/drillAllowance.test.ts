/** @jest-environment node */
import { describe, expect, it } from '@jest/globals';
import { drillAllowance, remainingAt } from './drillAllowance.ts';

const NOW = 1_000_000;
const read = (headers: Record<string, string>) => drillAllowance((name) => headers[name] ?? null, NOW);

describe('the tests that are left', () => {
  it('are read from the RateLimit headers', () => {
    const headers = {
      ratelimit: '"drills"; r=7; t=24; pk=:ZGVhZA==:',
      'ratelimit-policy': '"drills"; q=10; w=60; pk=:ZGVhZA==:',
    };
    expect(read(headers)).toEqual({ limit: 10, remaining: 7, resetAt: NOW + 24_000 });
  });

  it('are found beside other limits, with or without spaces', () => {
    expect(read({ ratelimit: '"reads";r=99;t=1, "drills";r=0;t=3', 'ratelimit-policy': '"drills";q=5;w=60' })).toEqual({
      limit: 5,
      remaining: 0,
      resetAt: NOW + 3_000,
    });
  });

  it.each([
    ['without headers', {}],
    ['of another limit', { ratelimit: '"reads"; r=7; t=24', 'ratelimit-policy': '"reads"; q=10' }],
    ['without numbers', { ratelimit: '"drills"; r=x', 'ratelimit-policy': '"drills"; q=' }],
    ['of a proxy that drops one of them', { ratelimit: '"drills"; r=7; t=24' }],
  ])('are unknown %s', (_, headers) => {
    expect(read(headers)).toBeUndefined();
  });

  it('are all of them again when the window is over', () => {
    const allowance = { limit: 10, remaining: 0, resetAt: NOW };
    expect(remainingAt(allowance, NOW - 1)).toBe(0);
    expect(remainingAt(allowance, NOW)).toBe(10);
  });
});
