import { describe, expect, it } from '@jest/globals';
import { RETRYABLE_TRIGGERS, SKIP_REASONS, TRIGGERS, countsForBreaker, isRetryable } from './triggers.ts';

describe('triggers', () => {
  it('are the twelve of semantics.md', () => {
    expect(TRIGGERS).toHaveLength(12);
    expect(new Set(TRIGGERS).size).toBe(12);
  });

  it('are retried where a second call may come out differently', () => {
    expect(TRIGGERS.filter(isRetryable)).toEqual([...RETRYABLE_TRIGGERS]);
    expect(TRIGGERS.filter((trigger) => !isRetryable(trigger))).toEqual([
      'quota',
      'context_window',
      'content_policy',
      'auth',
      'model_not_found',
      'circuit_open',
    ]);
  });

  it('count for the breaker unless they are the fault of the request or made no call', () => {
    expect(TRIGGERS.filter((trigger) => !countsForBreaker(trigger))).toEqual([
      'context_window',
      'content_policy',
      'circuit_open',
    ]);
  });

  it('share context_window with the skips, as it may be known beforehand', () => {
    const triggers: readonly string[] = TRIGGERS;
    expect(SKIP_REASONS.filter((reason) => triggers.includes(reason))).toEqual(['context_window']);
  });
});
