import { countsForBreaker, isRetryable, type Trigger } from '@understudy/contract';
import { t } from '@grafana/i18n';

/** What raises a trigger, in the terms of HTTP. */
export function raisedBy(trigger: Trigger): string {
  switch (trigger) {
    case 'rate_limit':
      return t('policy.raised.rate-limit', '429');
    case 'quota':
      return t('policy.raised.quota', '402, 429 insufficient_quota');
    case 'timeout':
      return t('policy.raised.timeout', '408, 503, 504; own timers move on at once');
    case 'server_error':
      return t('policy.raised.server-error', '500, 502, 529, other 5xx');
    case 'connection':
      return t('policy.raised.connection', 'DNS, refused, reset, TLS');
    case 'invalid_response':
      return t('policy.raised.invalid-response', '2xx that does not parse');
    case 'empty_response':
      return t('policy.raised.empty-response', '2xx without content');
    case 'context_window':
      return t('policy.raised.context-window', '400, 413 context exceeded');
    case 'content_policy':
      return t('policy.raised.content-policy', '400 content filter');
    case 'auth':
      return t('policy.raised.auth', '401, 403');
    case 'model_not_found':
      return t('policy.raised.model-not-found', '404');
    case 'circuit_open':
      return t('policy.raised.circuit-open', 'breaker open, no call made');
  }
}

/** Whether failures of the kind count towards opening a breaker. */
export function breakerEffect(trigger: Trigger): string {
  if (trigger === 'circuit_open') return t('policy.breaker.no-call', 'No call');
  return countsForBreaker(trigger) ? t('policy.breaker.counts', 'Counts') : t('policy.breaker.never', 'Never');
}

/** What happens before the next step where nothing is retried. */
export function withoutRetries(trigger: Trigger, enabled: boolean): string | undefined {
  if (!enabled) return t('policy.off', 'Off: neither retry nor fallback');
  return isRetryable(trigger) ? undefined : t('policy.at-once', 'Never retried, falls back at once');
}
