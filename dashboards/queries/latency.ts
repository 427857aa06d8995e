import { ELIGIBLE_ROUTES, METRICS, type MetricFamily } from '@understudy/contract';
import { RANGE, RATE_INTERVAL, type Window } from '../../plugin/src/promql/scope.ts';
import type { Selection } from '../../plugin/src/promql/select.ts';
import { ofAgents, ofModels } from './scope.ts';

/** The buckets of a histogram as a family. */
function bucketsOf<L extends string>(family: MetricFamily<L>): MetricFamily<L> {
  return { ...family, name: `${family.name}_bucket` };
}

function answeredBuckets(): string {
  const routes = { oneOf: ELIGIBLE_ROUTES } as const;
  return ofModels(bucketsOf(METRICS.requestDuration), { outcome: 'success', route: routes });
}

function quantileOf(quantile: number, by: string, buckets: string, window: Window): string {
  return `histogram_quantile(${quantile}, sum by (${by}) (rate(${buckets}[${window}])))`;
}

/** Time to the last byte of answered requests, a model, in seconds. */
export function durationQuantile(quantile: number): string {
  return quantileOf(quantile, 'le, model', answeredBuckets(), RATE_INTERVAL);
}

/** The model that took longest, over the whole range. */
export function slowestModel(): string {
  return `topk(1, ${quantileOf(0.95, 'le, model', answeredBuckets(), RANGE)})`;
}

/** The same for all models that are selected together. */
export function durationOfRange(quantile: number): string {
  return quantileOf(quantile, 'le', answeredBuckets(), RANGE);
}

/** Time to the first content of streams, a model. */
export function firstTokenQuantile(quantile: number): string {
  return quantileOf(quantile, 'le, model', ofModels(bucketsOf(METRICS.firstToken)), RATE_INTERVAL);
}

/** Time until the attempt that answered began, where a fallback answered, a model. */
export function failoverQuantile(quantile: number): string {
  return quantileOf(quantile, 'le, model', ofModels(bucketsOf(METRICS.failoverLatency)), RATE_INTERVAL);
}

/** How many answers took how long. */
export function durationBuckets(): string {
  return `sum by (le) (increase(${answeredBuckets()}[${RATE_INTERVAL}]))`;
}

/** Length of calls of a target, whichever model they were for. */
export function attemptQuantile(quantile: number, selection: Selection<'result'>): string {
  const buckets = ofAgents(bucketsOf(METRICS.attemptDuration), selection);
  return quantileOf(quantile, 'le, provider, upstream_model', buckets, RATE_INTERVAL);
}
