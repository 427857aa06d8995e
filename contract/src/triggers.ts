/** Classes of a failed attempt; each decides retry, hop or neither (semantics.md, "Triggers"). */
export const TRIGGERS = [
  'rate_limit',
  'quota',
  'timeout',
  'server_error',
  'connection',
  'invalid_response',
  'empty_response',
  'context_window',
  'content_policy',
  'auth',
  'model_not_found',
  'circuit_open',
] as const;

export type Trigger = (typeof TRIGGERS)[number];

/** Why a step was left out while planning, without a call. `context_window` is a trigger and a skip reason. */
export const SKIP_REASONS = ['capability', 'context_window', 'disabled', 'cost'] as const;

export type SkipReason = (typeof SKIP_REASONS)[number];

/** What a hop is labelled with: a trigger or a planning skip. */
export type HopReason = Trigger | SkipReason;

/** Triggers that may be retried at the same step. The others always move on at once. */
export const RETRYABLE_TRIGGERS = [
  'rate_limit',
  'timeout',
  'server_error',
  'connection',
  'invalid_response',
  'empty_response',
] as const satisfies readonly Trigger[];

const retryable: ReadonlySet<Trigger> = new Set(RETRYABLE_TRIGGERS);

export function isRetryable(trigger: Trigger): boolean {
  return retryable.has(trigger);
}

/** Triggers that say nothing about the provider's health: the breaker never counts them. */
const NOT_COUNTED: ReadonlySet<Trigger> = new Set(['context_window', 'content_policy', 'circuit_open']);

export function countsForBreaker(trigger: Trigger): boolean {
  return !NOT_COUNTED.has(trigger);
}
