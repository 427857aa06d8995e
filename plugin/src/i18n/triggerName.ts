import { t } from '@grafana/i18n';

/** What a trigger, or a reason to skip a step, is called in the interface; what is not known is shown as it came. */
export function triggerName(trigger: string): string {
  switch (trigger) {
    case 'rate_limit':
      return t('trigger.rate-limit', 'rate limit');
    case 'quota':
      return t('trigger.quota', 'quota');
    case 'timeout':
      return t('trigger.timeout', 'timeout or unavailable');
    case 'server_error':
      return t('trigger.server-error', 'server error');
    case 'connection':
      return t('trigger.connection', 'connection');
    case 'invalid_response':
      return t('trigger.invalid-response', 'invalid response');
    case 'empty_response':
      return t('trigger.empty-response', 'empty response');
    default:
      return refusalName(trigger) ?? skipName(trigger) ?? trigger.replaceAll('_', ' ');
  }
}

function refusalName(trigger: string): string | undefined {
  switch (trigger) {
    case 'context_window':
      return t('trigger.context-window', 'context window');
    case 'content_policy':
      return t('trigger.content-policy', 'content policy');
    case 'auth':
      return t('trigger.auth', 'authentication');
    case 'model_not_found':
      return t('trigger.model-not-found', 'model not found');
    case 'circuit_open':
      return t('trigger.circuit-open', 'circuit open');
    default:
      return undefined;
  }
}

function skipName(reason: string): string | undefined {
  switch (reason) {
    case 'capability':
      return t('trigger.capability', 'missing capability');
    case 'disabled':
      return t('trigger.disabled', 'disabled');
    case 'cost':
      return t('trigger.cost', 'above the cost limit');
    default:
      return undefined;
  }
}

/** The same at the beginning of a line. */
export function triggerTitle(trigger: string): string {
  const name = triggerName(trigger);
  return name.charAt(0).toUpperCase() + name.slice(1);
}
