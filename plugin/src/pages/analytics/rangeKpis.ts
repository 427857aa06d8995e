import { t } from '@grafana/i18n';
import type { Series } from '../../api/prometheus.ts';
import type { Kpi } from '../../components/kpi/kpi.ts';
import { compactCount, count, DASH, money, rate, type DisplayCurrency } from '../../format/format.ts';
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

type Answers = Readonly<Partial<Record<string, readonly Series[]>>>;

function figure(answers: Answers, name: keyof ReturnType<typeof rangeExpressions>): number | undefined {
  const value = answers[name]?.[0]?.values.at(-1);
  return value !== undefined && Number.isFinite(value) ? value : undefined;
}

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
  const answered = figure(answers, 'answered') ?? 0;
  const fallbackRate = requests === 0 ? undefined : fallbacks / requests;
  const savings = figure(answers, 'savings');
  return [
    { label: t('overview.kpi.requests', 'Requests'), value: compactCount(requests), note: '' },
    {
      label: t('overview.kpi.rate', 'Fallback rate'),
      value: rate(fallbackRate),
      note: t('analytics.kpi.fell-back', '{{- fallbacks}} fell back', { fallbacks: count(fallbacks) }),
      ...((fallbackRate ?? 0) > threshold && { tone: 'warning' as const }),
    },
    {
      label: t('overview.kpi.success', 'Success after fallback'),
      value: fallbacks === 0 ? DASH : rate(Math.min(1, answered / fallbacks)),
      note: t('overview.kpi.of', '{{- part}} of {{- total}}', { part: count(answered), total: count(fallbacks) }),
    },
    {
      label: t('analytics.kpi.cost', 'Cost'),
      value: money(figure(answers, 'cost'), currency),
      note: t('analytics.kpi.wasted', 'of it {{- wasted}} wasted', {
        wasted: money(figure(answers, 'wasted') ?? 0, currency),
      }),
    },
    {
      label: t('overview.kpi.savings', 'Savings'),
      value: money(savings, currency),
      note: t('overview.kpi.vs-requested', 'vs. the requested models'),
    },
    forecastKpi(next.forecast, next.days, currency),
  ];
}
