import { t } from '@grafana/i18n';
import type { Series } from '../../api/prometheus.ts';
import { figure } from '../../components/kpi/figure.ts';
import type { Kpi } from '../../components/kpi/kpi.ts';
import { fallbackRateKpi, requestsKpi, savingsKpi, successKpi } from '../../components/kpi/sharedKpis.ts';
import { count, DASH, money, type DisplayCurrency } from '../../format/format.ts';
import { totalSavings, totalSpend, totalWasted } from '../../promql/cost.ts';
import { totalAnsweredFallbacks, totalEligible, totalFallbacks } from '../../promql/requests.ts';
import type { PromScope, Window } from '../../promql/scope.ts';
import type { Forecast } from './forecast.ts';

/** What the figures of a range ask, by name. */
export function rangeExpressions(scope: PromScope, window: Window) {
  return {
    requests: totalEligible(scope, window),
    fallbacks: totalFallbacks(scope, window),
    answered: totalAnsweredFallbacks(scope, window),
    cost: totalSpend(scope, window),
    wasted: totalWasted(scope, window),
    savings: totalSavings(scope, window),
  } satisfies Readonly<Record<string, string>>;
}

type Answers = Readonly<Partial<Record<keyof ReturnType<typeof rangeExpressions>, readonly Series[]>>>;

function forecastKpi(next: Forecast | undefined, days: number, currency: DisplayCurrency): Kpi {
  const label = t('analytics.kpi.forecast', 'Forecast');
  if (!next) return { label, value: DASH, note: t('analytics.kpi.no-day', 'after the first whole day') };
  const spread = next.spread === undefined ? '' : `, ±${Math.round(next.spread * 100)}%`;
  return {
    label,
    value: money(next.costUsd, currency),
    note: t('analytics.kpi.next-days', 'next {{- days}} days{{- spread}}', { days, spread }),
    help: t(
      'analytics.kpi.forecast-help',
      'The mean cost of the last whole days carried on, with twice their standard deviation.',
    ),
  };
}

interface Facts {
  readonly answers: Answers;
  readonly threshold: number;
  readonly currency: DisplayCurrency;
  readonly next: { readonly forecast: Forecast | undefined; readonly days: number };
}

/** The six figures of a time range. */
export function rangeKpis({ answers, threshold, currency, next }: Facts): readonly Kpi[] {
  const requests = figure(answers, 'requests') ?? 0;
  const fallbacks = figure(answers, 'fallbacks') ?? 0;
  return [
    requestsKpi(requests),
    {
      ...fallbackRateKpi(requests === 0 ? undefined : fallbacks / requests, threshold),
      note: t('analytics.kpi.fell-back', '{{- fallbacks}} fell back', { fallbacks: count(fallbacks) }),
    },
    successKpi(figure(answers, 'answered') ?? 0, fallbacks),
    {
      label: t('analytics.kpi.cost', 'Cost'),
      value: money(figure(answers, 'cost'), currency),
      note: t('analytics.kpi.wasted', 'of it {{- wasted}} wasted', {
        wasted: money(figure(answers, 'wasted') ?? 0, currency),
      }),
    },
    savingsKpi(figure(answers, 'savings'), currency),
    forecastKpi(next.forecast, next.days, currency),
  ];
}
