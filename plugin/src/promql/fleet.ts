import { METRICS } from '@understudy/contract';
import { select } from './select.ts';
import { withModel, type PromScope } from './scope.ts';

/** How many agents would use each position for the next request of a model; -1 = nothing may be called. */
export function agentsByActiveStep(scope: PromScope): string {
  return `count_values by (model) ("position", ${select(METRICS.chainNext, withModel(scope))})`;
}

/** How many agents have a target's circuit open. */
export function agentsWithOpenCircuit({ agents }: PromScope): string {
  return `sum by (provider, upstream_model) (${select(METRICS.circuitState, { ...agents, state: 'open' })}) > 0`;
}

/** Models and targets of chains, by position. */
export function chainTargets(scope: PromScope): string {
  return `max by (model, position, provider, upstream_model) (${select(METRICS.chainTarget, withModel(scope))})`;
}

/** Agents by the configuration that they run. */
export function agentsByConfiguration({ agents }: PromScope): string {
  return `count by (group, hash) (${select(METRICS.configInfo, agents ?? {})})`;
}

/** How many agents cannot reach the store that they share. */
export function agentsWithoutStore({ agents }: PromScope): string {
  return `sum(1 - ${select(METRICS.storeConnected, agents ?? {})})`;
}

/** Seconds since the newest sample of any agent. */
export function newestScrapeAge({ agents }: PromScope): string {
  return `time() - max(timestamp(${select(METRICS.buildInfo, agents ?? {})}))`;
}
