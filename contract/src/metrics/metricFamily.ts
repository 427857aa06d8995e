/** What every metric name of the agent begins with; in one place so that rules and panels can be built from it. */
export const METRIC_PREFIX = 'understudy_';

export type MetricType = 'counter' | 'gauge' | 'histogram';

/** Base units only (observability.md, principle 7). `timestamp` is seconds since the epoch; `info` is always 1. */
export type MetricUnit =
  'requests' | 'events' | 'seconds' | 'timestamp' | 'tokens' | 'usd' | 'usd_per_token' | 'info' | 'state';

/** One metric family: what the agent exposes, and what rules, dashboards and documents may refer to. */
export interface MetricFamily<L extends string = string> {
  /** Without the prefix. */
  readonly name: string;
  readonly type: MetricType;
  readonly unit: MetricUnit;
  readonly help: string;
  /** Always all set; an empty dimension is `none`. */
  readonly labels: readonly L[];
  /** Histograms only; upper edges, without +Inf. */
  readonly buckets?: readonly number[];
}

/** The name as Prometheus sees it. */
export function metricName(family: Pick<MetricFamily, 'name'>): string {
  return METRIC_PREFIX + family.name;
}

/** Names of a family's samples as Prometheus stores them. */
export function sampleNames(family: MetricFamily): readonly string[] {
  const name = metricName(family);
  return family.type === 'histogram' ? [`${name}_bucket`, `${name}_sum`, `${name}_count`] : [name];
}
