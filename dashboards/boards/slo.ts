import { MODEL_COLUMN } from '../panels/labelColumns.ts';
import { lines } from '../panels/lines.ts';
import { stat } from '../panels/stat.ts';
import { table, type ValueColumn } from '../panels/table.ts';
import { timeline, valueMap } from '../panels/timeline.ts';
import { board, type Board } from '../parts/board.ts';
import { line, type Line } from '../parts/layout.ts';
import { MODEL_OF_SERIES, toPage } from '../parts/links.ts';
import { DEFAULTS, type Steps } from '../parts/thresholds.ts';
import type { Tile } from '../parts/tile.ts';
import { numberVariable } from '../parts/variables.ts';
import * as slo from '../queries/slo.ts';

/** Burn rates at which the alerts of two windows begin: 2% of the month's budget in an hour, 5% in 6, 10% in 3 days. */
const FAST = 14.4;
const QUICK = 6;
const SLOW = 3;
const EVEN = 1;

const LEFT: Steps = ['red', [0, 'orange'], [0.25, 'green']];
const BURN: Steps = ['green', [EVEN, 'yellow'], [QUICK, 'orange'], [FAST, 'red']];
const ALERT = valueMap({ '1': ['Pending', 'yellow'], '2': ['Firing', 'red'] });

const width = 6;

function budgetLeft(of: slo.Slo, title: string, description: string): Tile {
  return stat({
    title,
    description,
    width,
    expr: slo.leastBudgetLeft(of),
    legend: '{{model}}',
    unit: 'percentunit',
    decimals: 0,
    noValue: 'No requests yet',
    steps: LEFT,
    links: MODEL_OF_SERIES,
  });
}

function fastestBurn(of: slo.Slo, title: string, description: string): Tile {
  return stat({
    title,
    description,
    width,
    expr: slo.fastestBurn(of, '1h'),
    unit: 'suffix:×',
    decimals: 1,
    noValue: 'No requests',
    steps: BURN,
  });
}

function answers(): Line {
  const burn = `Of the last hour: 1 uses the budget up in exactly 30 days, ${FAST} in 2 days`;
  return line(
    4,
    budgetLeft(
      'failed',
      'Availability budget left',
      'Of the errors that the service level allows in 30 days, what the worst model has left. Below zero: stop what is risky, and add a step that works.',
    ),
    budgetLeft(
      'fallback',
      'Fallback budget left',
      'Of the fallbacks that the service level allows in 30 days, what the worst model has left. Below zero: its primary is not what applications think they get.',
    ),
    fastestBurn('failed', 'Fastest burn, availability', `${burn} and pages somebody.`),
    fastestBurn('fallback', 'Fastest burn, fallbacks', `${burn}.`),
  );
}

function columnsOf(of: slo.Slo, good: string, prefix: string): ValueColumn[] {
  const burns = (['1h', '6h', '3d'] as const).map((window) => ({
    title: `${prefix} burn ${window}`,
    expr: slo.burnRate(of, window),
    unit: 'suffix:×',
    decimals: 1,
    steps: BURN,
  }));
  return [
    { title: good, expr: slo.goodShare(of), unit: 'percentunit', decimals: 2 },
    { title: `${prefix} budget left`, expr: slo.budgetLeft(of), unit: 'percentunit', decimals: 0, steps: LEFT },
    ...burns,
  ];
}

function models(): Line {
  return line(
    9,
    table({
      title: 'Models',
      description:
        'Shares and budgets of 30 days, burn rates of three windows. A burn of 1 uses the budget up in exactly 30 days.',
      width: 24,
      labels: [MODEL_COLUMN],
      values: [
        ...columnsOf('failed', 'Answered', 'Availability'),
        ...columnsOf('fallback', 'By the primary', 'Fallback'),
      ],
      noValue: 'No requests yet',
    }),
  );
}

function burns(of: slo.Slo, title: string): Tile {
  return lines({
    title,
    description: `How many times faster than allowed the budget is used, of the models that are selected the fastest. Two windows together begin an alert: 1h and 5m above ${FAST}, 6h and 30m above ${QUICK}, 1d and 2h above ${SLOW}, 3d and 6h above ${EVEN}.`,
    width: 12,
    queries: slo.WINDOWS.map((window) => ({ expr: slo.fastestBurn(of, window), legend: window })),
    unit: 'suffix:×',
    min: 0,
    softMax: FAST,
    noValue: 'No requests',
    steps: ['green', [EVEN, 'yellow'], [SLOW, 'orange'], [QUICK, 'orange'], [FAST, 'red']],
  });
}

function ratios(of: slo.Slo, title: string, description: string): Tile {
  return lines({
    title,
    description,
    width: 12,
    queries: [
      { expr: slo.ratio(of, '5m'), legend: '{{model}} 5m' },
      { expr: slo.ratio(of, '1h'), legend: '{{model}} 1h' },
    ],
    unit: 'percentunit',
    min: 0,
    noValue: 'No requests',
    links: MODEL_OF_SERIES,
  });
}

function alerts(): Line {
  return line(
    8,
    timeline({
      title: 'Alerts',
      description:
        'Alerts of Prometheus that are pending or firing, over time. The runbook of each is in its annotations.',
      width: 12,
      queries: [{ expr: slo.alertStates(), legend: '{{alertname}} {{subject}}' }],
      unit: 'none',
      noValue: 'No alert',
      mappings: [ALERT],
      links: toPage('Overview', 'overview'),
    }),
    lines({
      title: 'Duration, 95th percentile of 10 minutes',
      description: 'As the alert sees it. Dashed: where it begins.',
      width: 12,
      queries: [{ expr: slo.recordedP95(), legend: '{{model}}' }],
      unit: 's',
      min: 0,
      noValue: 'No answers',
      steps: ['green', [DEFAULTS.latencyP95Seconds, 'orange']],
      links: MODEL_OF_SERIES,
    }),
  );
}

/** Service levels: what is left of the budgets, and how fast they go. */
export function sloBoard(): Board {
  return board({
    uid: 'understudy-slo',
    title: 'SLO',
    description: 'Service levels of 30 days: answered by anyone, and answered by the primary.',
    variables: [
      numberVariable('availability_slo', 'Availability', 'Least share answered by anyone.', DEFAULTS.availabilitySlo),
      numberVariable('fallback_slo', 'By the primary', 'Least share answered by the primary.', DEFAULTS.fallbackSlo),
    ],
    sections: [
      {
        lines: [
          answers(),
          line(9, burns('failed', 'Burn, availability'), burns('fallback', 'Burn, fallbacks')),
          models(),
        ],
      },
      {
        title: 'Shares and alerts',
        lines: [
          line(
            8,
            ratios('failed', 'Not answered', 'Share of requests that nobody answered, a model.'),
            ratios('fallback', 'Fell back', 'Share of requests that left their primary, a model.'),
          ),
          alerts(),
        ],
      },
    ],
  });
}
