import { t } from '@grafana/i18n';

/** Which chains of LiteLLM's file change; other parts may change beside them. */
export function changedWords(changed: readonly string[]): string {
  if (changed.length === 0) return t('litellm.changes.other', 'The fallbacks stay as they are; other settings change.');
  const models = changed.join(', ');
  return changed.length === 1
    ? t('litellm.changes.chain', 'The fallbacks of 1 model change: {{- models}}.', { models })
    : t('litellm.changes.chains', 'The fallbacks of {{- number}} models change: {{- models}}.', {
        number: changed.length,
        models,
      });
}
