import { METRICS } from '@understudy/contract';
import { answersByTarget } from '../promql/attempts.ts';
import { costMultiplier, extraCost } from '../promql/cost.ts';
import { eligibleCount, fallbackCount } from '../promql/requests.ts';
import { RANGE } from '../promql/scope.ts';
import { select } from '../promql/select.ts';
import { MEASURE_LABEL, type Measure } from './rows/measure.ts';

const ALL = {};

/** One PromQL expression for the whole panel: every value carries what it measures as a label. */
export function panelQuery(): string {
  const estimated = select(METRICS.tokens, { usage: 'estimated' });
  // The first fallback of every chain with a count of 0, so that it has a name before it ever served.
  const first = `0 * max by (model, provider, upstream_model) (${select(METRICS.chainTarget, { position: '1' })})`;
  const measures: readonly (readonly [Measure, string])[] = [
    ['total', eligibleCount(ALL, RANGE)],
    ['fallbacks', fallbackCount(ALL, RANGE)],
    ['multiplier', costMultiplier(ALL, RANGE)],
    ['extraCost', extraCost(ALL, RANGE)],
    ['served', `${answersByTarget(ALL, RANGE)} or ${first}`],
    ['estimated', `sum by (model) (increase(${estimated}[${RANGE}]))`],
  ];
  return measures
    .map(([measure, query]) => `label_replace(${query}, "${MEASURE_LABEL}", "${measure}", "", "")`)
    .join('\nor\n');
}
