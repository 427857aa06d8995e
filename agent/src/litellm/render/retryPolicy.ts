import type { EffectivePolicy, Trigger } from '@understudy/contract';

/** LiteLLM's `RetryPolicy`: retries by class of exception. A policy of a group replaces the general one whole. */
export type RetryPolicy = Readonly<Record<string, number>>;

/**
 * Keys by the trigger that they stand for. A 503 and a 408 or 504 are one trigger of ours and two keys of LiteLLM. For
 * connection errors and a 502 it has no key: `DefaultRetries` serves whatever has none.
 */
export const RETRY_KEYS: readonly (readonly [key: string, trigger: Trigger | null])[] = [
  ['RateLimitErrorRetries', 'rate_limit'],
  ['TimeoutErrorRetries', 'timeout'],
  ['ServiceUnavailableErrorRetries', 'timeout'],
  ['InternalServerErrorRetries', 'server_error'],
  ['DefaultRetries', 'connection'],
  ['AuthenticationErrorRetries', 'auth'],
  ['NotFoundErrorRetries', 'model_not_found'],
  ['ContentPolicyViolationErrorRetries', 'content_policy'],
  // Also a context window that was exceeded: the exception is of this class.
  ['BadRequestErrorRetries', null],
];

/** Every key, so that nothing is left to LiteLLM's own default of two retries. */
export function retryPolicyOf({ triggers }: Pick<EffectivePolicy, 'triggers'>): RetryPolicy {
  const retries = (trigger: Trigger | null): number => {
    if (trigger === null) return 0;
    const { enabled, retries: number } = triggers[trigger];
    return enabled ? number : 0;
  };
  return Object.fromEntries(RETRY_KEYS.map(([key, trigger]) => [key, retries(trigger)]));
}
