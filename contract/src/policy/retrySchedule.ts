import type { TriggerRule } from './effectivePolicy.ts';

/** Milliseconds to wait before retry `n` (1-based): `backoffFactor ^ n` seconds. */
export function backoffMs(rule: Pick<TriggerRule, 'backoffFactor'>, n: number): number {
  return Math.round(rule.backoffFactor ** n * 1000);
}

/** All waits of a rule in milliseconds, for previews such as "2 s, 4 s, 8 s: 14 s before fallback". */
export function retrySchedule(rule: Pick<TriggerRule, 'backoffFactor' | 'retries'>): number[] {
  return Array.from({ length: rule.retries }, (_, index) => backoffMs(rule, index + 1));
}
