import { METRICS } from '@understudy/contract';
import { answersByTarget } from '../promql/attempts.ts';
import { costMultiplier, extraCost } from '../promql/cost.ts';
import { eligibleCount, fallbackCount } from '../promql/requests.ts';
import { RANGE, withModel, type PromScope } from '../promql/scope.ts';
import { select } from '../promql/select.ts';
import { MEASURE_LABEL, type Measure } from './rows/measure.ts';

/** One PromQL expression for the whole panel: every value carries what it measures as a label. */
export function panelQuery(scope: PromScope = {}): string {
  const estimated = select(METRICS.tokens, { ...withModel(scope), usage: 'estimated' });
  // The first fallback of every chain with a count of 0, so that it has a name before it ever served.
  const firstTargets = select(METRICS.chainTarget, { ...withModel(scope), position: '1' });
  const first = `0 * max by (model, provider, upstream_model) (${firstTargets})`;
  const measures: readonly (readonly [Measure, string])[] = [
    ['total', eligibleCount(scope, RANGE)],
    ['fallbacks', fallbackCount(scope, RANGE)],
    ['multiplier', costMultiplier(scope, RANGE)],
    ['extraCost', extraCost(scope, RANGE)],
    ['served', `${answersByTarget(scope, RANGE)} or ${first}`],
    ['estimated', `sum by (model) (increase(${estimated}[${RANGE}]))`],
  ];
  return measures
    .map(([measure, query]) => `label_replace(${query}, "${MEASURE_LABEL}", "${measure}", "", "")`)
    .join('\nor\n');
}
