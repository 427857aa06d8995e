import { describe, expect, it } from '@jest/globals';
import type { AttemptResult } from '../../engine/index.ts';
import { aStep, anAttempt } from '../../testkit/telemetryFixtures.ts';
import { AttemptTally } from './attemptTally.ts';

const large = aStep({ model: 'large' });
const small = aStep({ model: 'small' });
const elsewhere = aStep({ provider: 'azure', model: 'large' });

function setUp() {
  let at = 0;
  const tally = new AttemptTally({ now: () => at });
  const ended = (step: typeof large, result: AttemptResult = 'success'): void =>
    tally.listener({ type: 'attempt-ended', requestId: 'r', model: 'm', attempt: anAttempt({ step, result }) });
  return { tally, ended, travel: (to: number) => (at = to) };
}

describe('the tally of calls', () => {
  it('counts by target, and sums up by provider', () => {
    const { tally, ended } = setUp();
    ended(large);
    ended(large, 'timeout');
    ended(small);
    ended(elsewhere, 'rate_limit');
    expect(tally.targetCounts(large.target)).toEqual({ attempts: 2, failures: 1 });
    expect(tally.targetCounts(small.target)).toEqual({ attempts: 1, failures: 0 });
    expect(tally.counts('openai')).toEqual({ attempts: 3, failures: 1 });
    expect(tally.counts('azure')).toEqual({ attempts: 1, failures: 1 });
    expect(tally.targetCounts('nobody x')).toEqual({ attempts: 0, failures: 0 });
  });

  it('leaves out what says nothing about who was called', () => {
    const { tally, ended } = setUp();
    for (const result of ['cancelled', 'client_error', 'context_window', 'content_policy'] as const) {
      ended(large, result);
    }
    expect(tally.counts('openai').attempts).toBe(0);
  });

  it('forgets calls after five minutes', () => {
    const { tally, ended, travel } = setUp();
    ended(large);
    travel(4 * 60_000);
    ended(large);
    travel(5 * 60_000);
    expect(tally.targetCounts(large.target).attempts).toBe(1);
    travel(60 * 60_000);
    expect(tally.counts('openai').attempts).toBe(0);
  });

  it('forgets providers that left the configuration, and targets that nobody calls any more', () => {
    const { tally, ended, travel } = setUp();
    ended(large);
    ended(elsewhere);
    travel(6 * 60_000);
    ended(small);
    tally.keepOnly(new Set(['openai']));
    expect(tally.counts('azure').attempts).toBe(0);
    expect(tally.counts('openai').attempts).toBe(1);
    ended(large);
    expect(tally.counts('openai').attempts).toBe(2);
  });
});
