import { t } from '@grafana/i18n';
import type { Cause } from './check.ts';
import type { CauseText } from './CauseText.ts';

/** What is wrong with the history. */
export type PrometheusCause = Extract<Cause, { readonly kind: 'prometheus' | 'no-series' }>;

/** Why Prometheus does not have what is asked, and what it has to scrape. */
export function prometheusWords(cause: PrometheusCause, host: string): CauseText {
  if (cause.kind === 'prometheus') {
    return {
      short: t('cause.prometheus-short', 'no answer'),
      title: t('cause.prometheus', 'The Prometheus data source does not answer'),
      remedy: cause.message,
    };
  }
  return {
    short: t('cause.no-series-short', 'no series'),
    title: t('cause.no-series', 'Prometheus does not scrape the agent'),
    remedy: t(
      'cause.no-series-remedy',
      'This data source has no series of Understudy. Let it scrape /metrics of each agent’s control address:',
    ),
    code: `- job_name: understudy\n  static_configs: [{ targets: ['${host}'] }]`,
  };
}
