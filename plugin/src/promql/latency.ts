import { ELIGIBLE_ROUTES, METRICS } from '@understudy/contract';
import { selectBuckets } from './select.ts';
import { withModel, type PromScope, type Window } from './scope.ts';

/** Time to the last byte of answered requests, as a quantile (0..1), in seconds, all models together. */
export function latencyQuantile(scope: PromScope, quantile: number, window: Window): string {
  const buckets = selectBuckets(METRICS.requestDuration, {
    ...withModel(scope),
    outcome: 'success',
    route: { oneOf: ELIGIBLE_ROUTES },
  });
  return `histogram_quantile(${quantile}, sum by (le) (rate(${buckets}[${window}])))`;
}
