import { METRICS } from '@understudy/contract';
import { RATE_INTERVAL, RANGE } from '../../plugin/src/promql/scope.ts';
import { ofAgents, ofModels } from './scope.ts';

const BY_TARGET = 'by (provider, upstream_model)';

/** 0 closed, 1 half-open, 2 open: the worst of all agents. */
export function circuitOfTarget(): string {
  const open = `max ${BY_TARGET} (${ofAgents(METRICS.circuitState, { state: 'open' })})`;
  const halfOpen = `max ${BY_TARGET} (${ofAgents(METRICS.circuitState, { state: 'half_open' })})`;
  return `clamp_max(2 * ${open} + ${halfOpen}, 2)`;
}

/** The same at each position of a chain. */
export function circuitOfPosition(): string {
  const targets = `max by (model, position, provider, upstream_model) (${ofModels(METRICS.chainTarget)})`;
  return `${targets} * on (provider, upstream_model) group_left () ${circuitOfTarget()}`;
}

/** Targets whose circuit is open on some agent. */
export function openTargets(): string {
  return `sum(max ${BY_TARGET} (${ofAgents(METRICS.circuitState, { state: 'open' })}))`;
}

/** Share of agents that have a target's circuit open. */
export function shareOfAgentsWithOpenCircuit(): string {
  return `avg ${BY_TARGET} (${ofAgents(METRICS.circuitState, { state: 'open' })})`;
}

/** Seconds until a probe is let through, at the latest agent. */
export function cooldownLeft(): string {
  return `clamp_min(max ${BY_TARGET} (${ofAgents(METRICS.cooldownUntil)}) - time(), 0)`;
}

/** How often circuits opened. */
export function timesOpened(): string {
  return `sum ${BY_TARGET} (increase(${ofAgents(METRICS.circuitTransitions, { to: 'open' })}[${RANGE}]))`;
}

/** Moves of circuits, by the state that they went to. */
export function transitions(): string {
  return `sum by (to) (rate(${ofAgents(METRICS.circuitTransitions)}[${RATE_INTERVAL}]))`;
}

/** A window of two steps of an annotation, so that no change falls between two of them. */
const MOVED = '2m';

function circuitMoved(state: 'closed' | 'open'): string {
  const series = ofAgents(METRICS.circuitState, { state });
  return `sum ${BY_TARGET} (changes(${series}[${MOVED}]) > 0 and ${series} == 1)`;
}

/** Something where a circuit has just opened. */
export function circuitOpened(): string {
  return circuitMoved('open');
}

/** Something where a circuit has just closed. */
export function circuitClosed(): string {
  return circuitMoved('closed');
}
