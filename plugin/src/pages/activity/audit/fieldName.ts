import { t } from '@grafana/i18n';
import { triggerName } from '../../../i18n/triggerName.ts';

/** Keys whose words are not those of the key itself. */
function knownName(key: string): string | undefined {
  switch (key) {
    case 'apiKey':
      return t('audit.field.credential', 'credential');
    case 'baseUrl':
      return t('audit.field.base-url', 'base URL');
    case 'backoffFactor':
      return t('audit.field.factor', 'factor');
    case 'contextWindowFallbacks':
      return t('audit.field.context-fallbacks', 'fallbacks when the context window is exceeded');
    case 'contentPolicyFallbacks':
      return t('audit.field.content-fallbacks', 'fallbacks when content is filtered');
    case 'maxDepth':
      return t('audit.field.max-depth', 'most fallbacks');
    case 'maxCostMultiplier':
      return t('audit.field.max-cost', 'highest cost ×');
    default:
      return undefined;
  }
}

/** `firstTokenMs` → "first token". */
function spelled(key: string): string {
  return key
    .replace(/Ms$/, '')
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll('_', ' ')
    .toLowerCase();
}

/** What the field at the end of a path is called: "retries", "attempt deadline", "input price". */
export function fieldName(path: readonly (string | number)[]): string {
  const key = String(path.at(-1) ?? '');
  const group = path.at(-2);
  const name = knownName(key) ?? spelled(key);
  switch (group) {
    case 'deadlines':
      return t('audit.field.deadline', '{{- name}} deadline', { name });
    case 'price':
      return t('audit.field.price', '{{- name}} price', { name });
    case 'breaker':
      return t('audit.field.breaker', 'breaker: {{- name}}', { name });
    case 'headers':
      return t('audit.field.header', 'header {{- name}}', { name: key });
    default:
      return name;
  }
}

/** The trigger that a path is about, in words; undefined where it is about none. */
export function triggerOfPath(path: readonly (string | number)[]): string | undefined {
  const at = path.indexOf('triggers');
  const trigger = at < 0 ? undefined : path[at + 1];
  return trigger === undefined ? undefined : triggerName(String(trigger));
}
