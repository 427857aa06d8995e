import { t } from '@grafana/i18n';
import { compactCount, count, money, rate, type DisplayCurrency } from '../../format/format.ts';
import type { Kpi } from './kpi.ts';

/** Requests, compared with nothing. */
export function requestsKpi(requests: number): Kpi {
  return { label: t('overview.kpi.requests', 'Requests'), value: compactCount(requests), note: '' };
}

/** Which share of the requests fell back; undefined = there were none. Above `threshold` it is worth a warning. */
export function fallbackRateKpi(share: number | undefined, threshold: number): Kpi {
  return {
    label: t('overview.kpi.rate', 'Fallback rate'),
    value: rate(share),
    note: '',
    ...((share ?? 0) > threshold && { tone: 'warning' as const }),
  };
}

/** How many of the requests that fell back were answered; `answered` is undefined where that is not known. */
export function successKpi(answered: number | undefined, fallbacks: number): Kpi {
  // Two figures of Prometheus do not meet exactly.
  const share = answered === undefined || fallbacks === 0 ? undefined : Math.min(1, answered / fallbacks);
  return {
    label: t('overview.kpi.success', 'Success after fallback'),
    value: rate(share),
    note:
      fallbacks === 0
        ? t('overview.kpi.none-fell-back', 'no request fell back')
        : t('overview.kpi.of', '{{- part}} of {{- total}}', { part: count(answered), total: count(fallbacks) }),
  };
}

/** What was saved against the models that applications asked for; undefined = not known. */
export function savingsKpi(savings: number | undefined, currency: DisplayCurrency): Kpi {
  return {
    label: t('overview.kpi.savings', 'Savings'),
    value: money(savings, currency),
    note: t('overview.kpi.vs-requested', 'vs. the requested models'),
  };
}
