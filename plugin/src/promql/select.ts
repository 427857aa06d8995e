import { metricName, type MetricFamily } from '@understudy/contract';

/** What a label must be: a value, one of several, anything but a value, or a regular expression that is written as it is. */
export type Match =
  | string
  | { readonly oneOf: readonly string[] }
  | { readonly not: string }
  | { readonly notOneOf: readonly string[] }
  /** Not escaped: for Grafana's variables (`$job`), which Grafana escapes itself. */
  | { readonly regex: string };

/** Labels that Prometheus adds at the scrape. */
export type TargetLabel = 'cluster' | 'instance' | 'job' | 'namespace';

/** Matchers by label; a label that the family doesn't have is a type error. */
export type Selection<L extends string> = Readonly<Partial<Record<L | TargetLabel, Match>>>;

/** Inside double quotes in PromQL. */
function quoted(value: string): string {
  return `"${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`;
}

/** A value that a regular expression matches as it is. */
function literal(value: string): string {
  return value.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`);
}

/** One matcher, such as `model="gpt-4o"`. */
export function matcher(label: string, match: Match): string {
  if (typeof match === 'string') return `${label}=${quoted(match)}`;
  if ('not' in match) return `${label}!=${quoted(match.not)}`;
  if ('regex' in match) return `${label}=~"${match.regex}"`;
  if ('notOneOf' in match) return `${label}!~${quoted(match.notOneOf.map(literal).join('|'))}`;
  return `${label}=~${quoted(match.oneOf.map(literal).join('|'))}`;
}

function matchers(selection: Readonly<Partial<Record<string, Match>>>): string {
  const all = Object.entries(selection).flatMap(([label, match]) => (match === undefined ? [] : matcher(label, match)));
  return all.length === 0 ? '' : `{${all.join(', ')}}`;
}

/** `name{label="value"}`: the only place where label values get into PromQL. */
export function select<L extends string>(family: MetricFamily<L>, selection?: Selection<NoInfer<L>>): string {
  return metricName(family) + matchers(selection ?? {});
}

/** The buckets of a histogram. */
export function selectBuckets<L extends string>(family: MetricFamily<L>, selection?: Selection<NoInfer<L>>): string {
  return `${metricName(family)}_bucket${matchers(selection ?? {})}`;
}
