import { METRICS } from '@understudy/contract';
import { RANGE, RATE_INTERVAL } from '../../plugin/src/promql/scope.ts';
import { ofAgents, ofModels } from './scope.ts';

/** The step that the next request of a model would use: the last one of all agents, -1 where nothing may be called. */
export function activeStep(): string {
  return `max by (model) (${ofModels(METRICS.chainNext)})`;
}

/** The step that answered last. */
export function lastStep(): string {
  return `max by (model) (${ofModels(METRICS.chainLast)})`;
}

/** Models whose next request would go to a fallback. */
export function modelsOnAFallback(): string {
  return `sum(${activeStep()} > bool 0)`;
}

/** Models of which nothing may be called on any agent. */
export function modelsOutOfSteps(): string {
  return `sum(${activeStep()} == bool -1)`;
}

/** Moves from step to step, by what caused them, a second. */
export function hopsByReason(): string {
  return `sum by (reason) (rate(${ofModels(METRICS.fallbacks)}[${RATE_INTERVAL}]))`;
}

/** What each provider was left for. */
export function reasonsByProvider(): string {
  return `sort_desc(sum by (from_provider, reason) (increase(${ofModels(METRICS.fallbacks)}[${RANGE}])) > 0)`;
}

/** Moves between targets. */
export function hops(): string {
  const moves = `increase(${ofModels(METRICS.fallbacks)}[${RANGE}])`;
  return `sum by (model, from_provider, from_model, to_provider, to_model, reason) (${moves}) > 0`;
}

/** Answers by the position that gave them. */
export function depth(): string {
  return `sum by (position) (increase(${ofModels(METRICS.attempts, { result: 'success' })}[${RANGE}]))`;
}

/** Calls of providers for one request. */
export function attemptsPerRequest(): string {
  const attempts = `sum by (model) (rate(${ofModels(METRICS.attempts)}[${RATE_INTERVAL}]))`;
  const requests = ofModels(METRICS.requests, { route: { oneOf: ['primary', 'fallback'] } });
  return `${attempts} / (sum by (model) (rate(${requests}[${RATE_INTERVAL}])) > 0)`;
}

/** Streams that broke after their first byte, a second. */
export function brokenStreams(): string {
  return `sum by (provider, upstream_model, reason) (rate(${ofModels(METRICS.streamInterruptions)}[${RATE_INTERVAL}]))`;
}

/** What 500 tokens in and 50 out cost at each position, as a multiple of the primary, by list price. */
export function listPriceMultiplier(): string {
  const per = 'on (instance, provider, upstream_model)';
  const input = ofAgents(METRICS.price, { type: 'input' });
  const output = ofAgents(METRICS.price, { type: 'output' });
  const price = `(500 * ${input} + ${per} 50 * ${output})`;
  const at = (targets: string) => `${targets} * ${per} group_left () ${price}`;
  const all = `max by (model, position, provider, upstream_model) (${at(ofModels(METRICS.chainTarget))})`;
  const primary = `max by (model) (${at(ofModels(METRICS.chainTarget, { position: '0' }))})`;
  return `${all} / on (model) group_left () (${primary} > 0)`;
}

/** Seconds since a drill proved the chain. */
export function provenAge(): string {
  return `time() - max by (model) (${ofModels(METRICS.drillProven)})`;
}

/** Drills since the agents started, by what they made fail and how they ended: too rare for an increase. */
export function drills(): string {
  return `sum by (model, scenario, outcome) (${ofModels(METRICS.synthetic)})`;
}
