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
  /** Default: the agent's own. Families of OpenTelemetry's names have none. */
  readonly prefix?: '';
  /** The flag of `start` without which the family is not there. */
  readonly optIn?: '--genai-metrics';
}

/** The name as Prometheus sees it. */
export function metricName({ name, prefix }: Pick<MetricFamily, 'name' | 'prefix'>): string {
  return (prefix ?? METRIC_PREFIX) + name;
}

/** Names of a family's samples as Prometheus stores them. */
export function sampleNames(family: MetricFamily): readonly string[] {
  const name = metricName(family);
  return family.type === 'histogram' ? [`${name}_bucket`, `${name}_sum`, `${name}_count`] : [name];
}
