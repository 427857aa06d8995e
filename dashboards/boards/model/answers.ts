import { costMultiplier } from '../../../plugin/src/promql/cost.ts';
import { RANGE } from '../../../plugin/src/promql/scope.ts';
import { stat } from '../../panels/stat.ts';
import { POSITION } from '../../panels/timeline.ts';
import { line, type Line } from '../../parts/layout.ts';
import { MODEL_OF_SERIES, toBoard } from '../../parts/links.ts';
import { DEFAULTS } from '../../parts/thresholds.ts';
import * as chains from '../../queries/chains.ts';
import * as latency from '../../queries/latency.ts';
import * as requests from '../../queries/requests.ts';
import { SCOPE } from '../../queries/scope.ts';
import type { Tile } from '../../parts/tile.ts';

const width = 4;

function shares(): Tile[] {
  return [
    stat({
      title: 'Fallback rate',
      description: 'Share of requests that left the primary in this time range, a model. See Fallbacks by reason.',
      width,
      expr: requests.fallbackRate(),
      legend: '{{model}}',
      unit: 'percentunit',
      decimals: 1,
      noValue: 'No requests',
      steps: ['green', [DEFAULTS.fallbackRate, 'orange']],
    }),
    stat({
      title: 'Success rate',
      description: 'Share of requests that anyone of the chain answered, a model. The rest saw an error.',
      width,
      expr: requests.successRate(),
      legend: '{{model}}',
      unit: 'percentunit',
      decimals: 2,
      noValue: 'No requests',
      steps: ['red', [DEFAULTS.availabilitySlo, 'green']],
    }),
    stat({
      title: 'Success after fallback',
      description:
        'Of the requests that left the primary, the share that was answered. Low: fallbacks fail with the primary; choose another provider.',
      width,
      expr: requests.successAfterFallback(),
      legend: '{{model}}',
      unit: 'percentunit',
      decimals: 1,
      noValue: 'No fallbacks',
      steps: ['red', [0.9, 'orange'], [0.99, 'green']],
    }),
  ];
}

function figures(): Tile[] {
  return [
    stat({
      title: 'Cost of fallbacks',
      description:
        'Cost of what fallbacks answered, as a multiple of what the primary would have cost for the same tokens. Nothing where a price is unknown or the primary is free.',
      width,
      expr: costMultiplier(SCOPE, RANGE),
      legend: '{{model}}',
      unit: 'suffix:×',
      decimals: 1,
      noValue: 'No fallbacks with a price',
      steps: ['green', [DEFAULTS.costMultiplier, 'orange']],
      links: toBoard('Cost', 'understudy-cost'),
    }),
    stat({
      title: 'Duration, 95th percentile',
      description: 'To the last byte of answered requests, in this time range.',
      width,
      expr: latency.durationOfRange(0.95),
      unit: 's',
      noValue: 'No answers',
      steps: ['green', [DEFAULTS.latencyP95Seconds, 'orange']],
    }),
    stat({
      title: 'Last answered by',
      description:
        'The step of the chain that answered the last request; after five idle minutes the one that would answer the next.',
      width,
      expr: chains.lastStep(),
      legend: '{{model}}',
      unit: 'none',
      noValue: 'No chain',
      mappings: [POSITION],
      links: MODEL_OF_SERIES,
    }),
  ];
}

/** The figures of the range. */
export function answers(): Line {
  return line(4, ...shares(), ...figures());
}
