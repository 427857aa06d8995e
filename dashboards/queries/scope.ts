import { METRICS, type MetricFamily } from '@understudy/contract';
import { select, type Selection } from '../../plugin/src/promql/select.ts';
import type { PromScope } from '../../plugin/src/promql/scope.ts';

/** Agents that the dashboard's variables name. */
const agents = { job: { regex: '$job' }, namespace: { regex: '$namespace' } } as const;

/** What every query of a dashboard is about. */
export const SCOPE: PromScope = { agents, model: { regex: '$model' } };

/** The same without a model: for what agents and providers do. */
export const AGENTS: PromScope = { agents };

/** Series of a family with a label `model` in the dashboard's scope. */
export function ofModels<L extends string>(
  family: MetricFamily<L | 'model'>,
  selection?: Selection<NoInfer<L>>,
): string {
  return select<string>(family, { ...agents, model: { regex: '$model' }, ...selection });
}

/** Series of a family in the dashboard's scope, whichever model they are about. */
export function ofAgents<L extends string>(family: MetricFamily<L>, selection?: Selection<NoInfer<L>>): string {
  return select<string>(family, { ...agents, ...selection });
}

/** Series that a scrape, Node or a rule writes: they are no family of the contract. */
export function named(name: string, ...matchers: string[]): string {
  return `${name}{${['job=~"$job"', 'namespace=~"$namespace"', ...matchers].join(', ')}}`;
}

/** Only what the agents' own processes say: other jobs have the same names. */
export function ofItsProcess(name: string): string {
  return `(${named(name)} and on (job, instance) ${ofAgents(METRICS.buildInfo)})`;
}

/** Recorded series of the dashboard's models. */
export function recorded(name: string, ...matchers: string[]): string {
  return named(name, 'model=~"$model"', ...matchers);
}
