import * as app from '../../plugin/src/promql/cost.ts';
import { eligibleCount } from '../../plugin/src/promql/requests.ts';
import { RANGE } from '../../plugin/src/promql/scope.ts';
import { bars } from '../panels/bars.ts';
import { MODEL_COLUMN, TARGET_COLUMNS } from '../panels/labelColumns.ts';
import { lines } from '../panels/lines.ts';
import { stat } from '../panels/stat.ts';
import { table } from '../panels/table.ts';
import { board, type Board } from '../parts/board.ts';
import { line, type Line } from '../parts/layout.ts';
import { MODEL_OF_SERIES, toPage } from '../parts/links.ts';
import { DEFAULTS } from '../parts/thresholds.ts';
import type { Tile } from '../parts/tile.ts';
import * as cost from '../queries/cost.ts';
import { SCOPE } from '../queries/scope.ts';
import { recordedCostMultiplier, recordedExtraCost } from '../queries/slo.ts';

const unit = 'currencyUSD';
const MODELS_PAGE = toPage('Models & providers', 'models');

const width = 4;

function spent(): Tile[] {
  return [
    stat({
      title: 'Spend',
      description:
        'All that was billed in this time range, answers that were thrown away included. Prices are those of the configuration.',
      width,
      expr: app.totalSpend(SCOPE, RANGE),
      unit,
      noValue: 'No prices',
    }),
    stat({
      title: 'Spend in 30 days',
      description: 'If it goes on as in this time range.',
      width,
      expr: cost.spendOfAMonth(),
      unit,
      noValue: 'No prices',
    }),
    stat({
      title: 'Saved by fallbacks',
      description:
        'What the requested models would have cost, less what was paid, where both prices are known. Below zero: fallbacks cost more.',
      width,
      expr: app.totalSavings(SCOPE, RANGE),
      unit,
      noValue: 'No prices',
      steps: ['red', [0, 'green']],
    }),
  ];
}

function lost(): Tile[] {
  return [
    stat({
      title: 'Extra cost of fallbacks',
      description: 'What fallbacks cost above the primaries, in this time range. See which model below.',
      width,
      expr: cost.totalExtraCost(),
      unit,
      noValue: 'No fallbacks with a price',
      steps: ['green', [0, 'text']],
    }),
    stat({
      title: 'Thrown away',
      description: 'Billed for answers that nobody got: empty, invalid, or the client had gone. See the reasons below.',
      width,
      expr: app.totalWasted(SCOPE, RANGE),
      unit,
      noValue: 'Nothing',
      steps: ['green', [1, 'orange']],
    }),
    stat({
      title: 'Requests without a price',
      description: 'They are in no figure of this page: give their target a price.',
      width,
      expr: cost.unpricedTotal(),
      unit: 'locale',
      decimals: 0,
      noValue: 'No requests',
      steps: ['green', [1, 'orange']],
      links: MODELS_PAGE,
    }),
  ];
}

function overTime(): Line {
  return line(
    8,
    lines({
      title: 'Spend by provider',
      description: 'USD an hour.',
      width: 12,
      queries: [{ expr: cost.spendPerHour(), legend: '{{provider}}' }],
      unit,
      min: 0,
      noValue: 'No prices',
      stacked: true,
    }),
    lines({
      title: 'Paid, and what the primaries would have cost',
      description: 'USD an hour. Paid above the other: fallbacks are dearer than the models that were asked for.',
      width: 12,
      queries: [
        { expr: cost.paidPerHour(), legend: 'Paid' },
        { expr: cost.baselinePerHour(), legend: 'At the primaries' },
      ],
      unit,
      min: 0,
      noValue: 'No prices',
    }),
  );
}

function byModel(): Line {
  return line(
    9,
    table({
      title: 'By model',
      description:
        'What each requested model cost, whoever answered. Multiple: cost of its fallbacks against its primary, for the same tokens.',
      width: 24,
      labels: [MODEL_COLUMN],
      values: [
        { title: 'Requests', expr: eligibleCount(SCOPE, RANGE), unit: 'locale', decimals: 0 },
        { title: 'Spend', expr: cost.spendByModel(), unit },
        { title: 'At the primary', expr: cost.baselineByModel(), unit },
        { title: 'Saved', expr: cost.savingsByModel(), unit, steps: ['red', [0, 'green']] },
        { title: 'Extra of fallbacks', expr: app.extraCost(SCOPE, RANGE), unit },
        {
          title: 'Multiple',
          expr: app.costMultiplier(SCOPE, RANGE),
          unit: 'suffix:×',
          decimals: 1,
          steps: ['text', [DEFAULTS.costMultiplier, 'orange']],
        },
        { title: '1,000 answers', expr: cost.costPerThousandAnswers(), unit },
        {
          title: 'Estimated tokens',
          expr: cost.estimatedShare(),
          unit: 'percentunit',
          decimals: 0,
          steps: ['text', [0.1, 'orange']],
        },
      ],
      sortBy: 'Spend',
      noValue: 'No requests',
    }),
  );
}

function fallbacks(): Line {
  return line(
    8,
    lines({
      title: 'Cost of fallbacks against the primary',
      description: 'Of the last hour, a model. Dashed: where the alert begins, if the extra cost is worth it.',
      width: 8,
      queries: [{ expr: recordedCostMultiplier(), legend: '{{model}}' }],
      unit: 'suffix:×',
      min: 0,
      noValue: 'No fallbacks with a price',
      steps: ['green', [DEFAULTS.costMultiplier, 'orange']],
      links: MODEL_OF_SERIES,
    }),
    lines({
      title: 'Extra cost of fallbacks in an hour',
      description: 'Above the primary, a model. Dashed: from here on the alert on the multiple fires.',
      width: 8,
      queries: [{ expr: recordedExtraCost(), legend: '{{model}}' }],
      unit,
      noValue: 'No fallbacks with a price',
      steps: ['green', [DEFAULTS.extraCostUsdPerHour, 'orange']],
      links: MODEL_OF_SERIES,
    }),
    bars({
      title: 'Thrown away, by reason',
      description: 'Billed for answers that were not used. Empty and invalid ones: change the target or its checks.',
      width: 8,
      expr: cost.wasted(),
      legend: '{{reason}}',
      unit,
      noValue: 'Nothing',
    }),
  );
}

function prices(): Line {
  const price = (title: string, type: 'cache_read' | 'cache_write' | 'input' | 'output') => {
    return { title, expr: cost.pricePerMillion(type), unit, decimals: 2 };
  };
  return line(
    9,
    table({
      title: 'Prices',
      description: 'USD for a million tokens, as configured. Empty: no price, so no cost.',
      width: 12,
      labels: TARGET_COLUMNS,
      values: [
        price('Input', 'input'),
        price('Output', 'output'),
        price('Cache read', 'cache_read'),
        price('Cache write', 'cache_write'),
      ],
      noValue: 'No prices',
    }),
    table({
      title: 'Targets without a price',
      description: 'Requests whose cost is unknown. Give the target a price in Models & providers.',
      width: 7,
      labels: [MODEL_COLUMN, ...TARGET_COLUMNS],
      values: [{ title: 'Requests', expr: cost.unpricedByTarget(), unit: 'locale', decimals: 0 }],
      sortBy: 'Requests',
      noValue: 'Every target has one',
    }),
    stat({
      title: 'Prices last changed',
      description: 'Prices of providers change: compare them now and then.',
      width: 5,
      expr: cost.priceAge(),
      unit: 's',
      noValue: 'Not known',
      links: MODELS_PAGE,
    }),
  );
}

function tokens(): Line {
  return line(
    8,
    lines({
      title: 'Tokens',
      description: 'Tokens a second; input includes cached ones, output includes reasoning.',
      width: 12,
      queries: [{ expr: cost.tokensByType(), legend: '{{type}}' }],
      unit: 'suffix: tokens/s',
      min: 0,
      noValue: 'No tokens',
      stacked: true,
    }),
    lines({
      title: 'Of these, cached and reasoning',
      description: 'Tokens a second that are part of the others, with prices of their own.',
      width: 12,
      queries: [{ expr: cost.tokenDetails(), legend: '{{type}}' }],
      unit: 'suffix: tokens/s',
      min: 0,
      noValue: 'None',
    }),
  );
}

/** Money: spend, what fallbacks add to it, and what is in no figure. */
export function costBoard(): Board {
  return board({
    uid: 'understudy-cost',
    title: 'Cost',
    description: 'What was paid, what the requested models would have cost, and what fallbacks added.',
    sections: [
      { lines: [line(4, ...spent(), ...lost()), overTime(), byModel()] },
      { title: 'Fallbacks', lines: [fallbacks()] },
      { title: 'Prices', collapsed: true, lines: [prices()] },
      { title: 'Tokens', collapsed: true, lines: [tokens()] },
    ],
  });
}
