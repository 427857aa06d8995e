import { describe, expect, it } from '@jest/globals';
import { drillLimit } from './drillLimit.ts';

const read = (headers: Record<string, string>) => drillLimit((name) => headers[name] ?? null);

describe('the tests that are left', () => {
  it('are read from the RateLimit headers', () => {
    const headers = {
      ratelimit: '"drills"; r=7; t=24; pk=:ZGVhZA==:',
      'ratelimit-policy': '"drills"; q=10; w=60; pk=:ZGVhZA==:',
    };
    expect(read(headers)).toEqual({ limit: 10, remaining: 7, resetSeconds: 24 });
  });

  it('are found beside other limits, with or without spaces', () => {
    expect(read({ ratelimit: '"reads";r=99;t=1, "drills";r=0;t=3', 'ratelimit-policy': '"drills";q=5;w=60' })).toEqual({
      limit: 5,
      remaining: 0,
      resetSeconds: 3,
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
});
