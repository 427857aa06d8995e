import { t } from '@grafana/i18n';

/** Names that a sentence may hold. */
const MOST_NAMES = 10;

/** "2 chains skip it: gpt-4o, deepseek-chat." */
export function chainsSkipping(chains: readonly string[]): string {
  const named = chains.slice(0, MOST_NAMES).join(', ');
  const names = chains.length > MOST_NAMES ? `${named}, …` : named;
  return chains.length === 1
    ? t('models.one-skips', '1 chain skips it: {{- names}}.', { names })
    : t('models.skip', '{{- count}} chains skip it: {{- names}}.', { count: chains.length, names });
}
