import { t } from '@grafana/i18n';
import { answersByFallback, answersByProvider, fallbacksByTrigger } from '../../promql/attempts.ts';
import { baselineRate, spendRate } from '../../promql/cost.ts';
import { latencyQuantile } from '../../promql/latency.ts';
import { highestFallbackRateSeries, successAfterFallbackSeries } from '../../promql/requests.ts';
import { RANGE, RATE_INTERVAL, type PromScope } from '../../promql/scope.ts';

/** A query of a panel. */
export interface AnalyticsQuery {
  readonly refId: string;
  readonly expr: string;
  /** What a series is called: text with `{{label}}`. */
  readonly legend: string;
}

/** What a panel shows, apart from how it is drawn. */
export interface AnalyticsPanel {
  readonly key: string;
  readonly title: string;
  readonly description: string;
  readonly kind: 'lines' | 'bars' | 'share';
  readonly unit: 'percentunit' | 'short' | 's' | 'currencyUSD';
  readonly queries: readonly AnalyticsQuery[];
  /** Value of a dashed line. */
  readonly threshold?: number;
  /** Most that a value may be. */
  readonly max?: number;
}

/** Models that a graph tells apart. */
const MOST_MODELS = 8;
const HOUR = 3600;

function rates(scope: PromScope, threshold: number): AnalyticsPanel {
  return {
    key: 'rate',
    title: t('analytics.rate', 'Fallback rate per model'),
    description: t('analytics.rate-note', 'The {{most}} models with the highest rate over the whole range.', {
      most: MOST_MODELS,
    }),
    kind: 'lines',
    unit: 'percentunit',
    threshold,
    queries: [
      { refId: 'rate', expr: highestFallbackRateSeries(scope, RATE_INTERVAL, MOST_MODELS), legend: '{{model}}' },
    ],
  };
}

function triggers(scope: PromScope): AnalyticsPanel {
  return {
    key: 'triggers',
    title: t('analytics.triggers', 'Fallbacks by trigger'),
    description: t('analytics.triggers-note', 'Moves to the next step, by what caused them.'),
    kind: 'bars',
    unit: 'short',
    queries: [{ refId: 'triggers', expr: fallbacksByTrigger(scope, RANGE), legend: '{{reason}}' }],
  };
}

function success(scope: PromScope): AnalyticsPanel {
  return {
    key: 'success',
    title: t('analytics.success', 'Success after fallback'),
    description: t('analytics.success-note', 'Of the requests that left the primary, the share that was answered.'),
    kind: 'lines',
    unit: 'percentunit',
    max: 1,
    queries: [
      {
        refId: 'success',
        expr: successAfterFallbackSeries(scope, RATE_INTERVAL),
        legend: t('analytics.success-legend', 'success'),
      },
    ],
  };
}

function served(scope: PromScope): AnalyticsPanel {
  return {
    key: 'served',
    title: t('analytics.served', 'Fallbacks served by'),
    description: t('analytics.served-note', 'Who answered in place of the primary.'),
    kind: 'share',
    unit: 'short',
    queries: [{ refId: 'served', expr: answersByFallback(scope, RANGE), legend: '{{upstream_model}}' }],
  };
}

function latency(scope: PromScope): AnalyticsPanel {
  return {
    key: 'latency',
    title: t('analytics.latency', 'Latency'),
    description: t('analytics.latency-note', 'Time to the last byte of answered requests, fallbacks included.'),
    kind: 'lines',
    unit: 's',
    queries: [0.5, 0.95, 0.99].map((quantile) => ({
      refId: `p${quantile * 100}`,
      expr: latencyQuantile(scope, quantile, RATE_INTERVAL),
      legend: `p${quantile * 100}`,
    })),
  };
}

function providers(scope: PromScope): AnalyticsPanel {
  return {
    key: 'providers',
    title: t('analytics.providers', 'Provider share'),
    description: t('analytics.providers-note', 'Answers by provider, primaries included.'),
    kind: 'share',
    unit: 'short',
    queries: [{ refId: 'providers', expr: answersByProvider(scope, RANGE), legend: '{{provider}}' }],
  };
}

function cost(scope: PromScope): AnalyticsPanel {
  return {
    key: 'cost',
    title: t('analytics.cost', 'Cost an hour'),
    description: t(
      'analytics.cost-note',
      'What was billed, and what the requested models would have cost for the same tokens: between the lines are the savings.',
    ),
    kind: 'lines',
    unit: 'currencyUSD',
    queries: [
      { refId: 'cost', expr: `${HOUR} * ${spendRate(scope, RATE_INTERVAL)}`, legend: t('analytics.billed', 'billed') },
      {
        refId: 'baseline',
        expr: `${HOUR} * ${baselineRate(scope, RATE_INTERVAL)}`,
        legend: t('analytics.baseline', 'requested model'),
      },
    ],
  };
}

/** Panels in pairs: what happened over time, and what it was made of. */
export function analyticsPanels(
  scope: PromScope,
  threshold: number,
): readonly (readonly [AnalyticsPanel, AnalyticsPanel | 'clients'])[] {
  return [
    [rates(scope, threshold), triggers(scope)],
    [success(scope), served(scope)],
    [latency(scope), 'clients'],
    [cost(scope), providers(scope)],
  ];
}
