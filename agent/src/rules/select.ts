import { metricName, type MetricFamily } from '@understudy/contract';

/** What a label must be: a value, or one of several. */
type Match = string | readonly string[];

/** Which requested models a rule is about. */
export type ModelScope = { readonly only: string } | { readonly except: readonly string[] };

/** Every model. */
export const EVERY_MODEL: ModelScope = { except: [] };

/** Inside double quotes in PromQL. */
function quoted(value: string): string {
  return `"${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`;
}

/** A regular expression (RE2) that matches exactly these values. */
function anyOf(values: readonly string[]): string {
  return quoted(values.map((value) => value.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`)).join('|'));
}

function matcher(label: string, match: Match): string {
  return typeof match === 'string' ? `${label}=${quoted(match)}` : `${label}=~${anyOf(match)}`;
}

function scopeMatchers(scope: ModelScope): string[] {
  if ('only' in scope) return [matcher('model', scope.only)];
  return scope.except.length === 0 ? [] : [`model!~${anyOf(scope.except)}`];
}

function braced(matchers: readonly string[]): string {
  return matchers.length === 0 ? '' : `{${matchers.join(', ')}}`;
}

/**
 * `name{label="value"}`: the only place where label values get into PromQL.
 * @param part of a histogram
 */
export function select<L extends string>(
  family: MetricFamily<L>,
  matchers?: Readonly<Partial<Record<NoInfer<L>, Match>>>,
  scope: ModelScope = EVERY_MODEL,
  part: '' | '_bucket' | '_count' = '',
): string {
  const own = Object.entries<Match | undefined>(matchers ?? {}).flatMap(([label, match]) =>
    match === undefined ? [] : matcher(label, match),
  );
  return metricName(family) + part + braced([...own, ...scopeMatchers(scope)]);
}

/** A recorded series. */
export function recorded(name: string, scope: ModelScope = EVERY_MODEL): string {
  return name + braced(scopeMatchers(scope));
}

/** `up` of the agents' scrape job. */
export function selectUp(job: string): string {
  return `up${braced([matcher('job', job)])}`;
}
