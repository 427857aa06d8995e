import type { MetricFamily } from './metricFamily.ts';

/** State of circuits and chains, read at scrape time. */
export const CHAIN_METRICS = {
  circuitState: {
    name: 'circuit_state',
    type: 'gauge',
    unit: 'state',
    help: '1 for the state that the circuit of a target is in, 0 for the others.',
    labels: ['provider', 'upstream_model', 'state'],
  },
  circuitTransitions: {
    name: 'circuit_transitions_total',
    type: 'counter',
    unit: 'events',
    help: 'Moves of a circuit into a state, also those that another agent of the group caused.',
    labels: ['provider', 'upstream_model', 'to'],
  },
  cooldownUntil: {
    name: 'cooldown_until_timestamp_seconds',
    type: 'gauge',
    unit: 'timestamp',
    help: 'When an open circuit lets a probe through; 0 = not open.',
    labels: ['provider', 'upstream_model'],
  },
  chainNext: {
    name: 'chain_next_position',
    type: 'gauge',
    unit: 'state',
    help: 'Position that the next request would use; -1 = nothing may be called.',
    labels: ['model'],
  },
  chainLast: {
    name: 'chain_last_position',
    type: 'gauge',
    unit: 'state',
    help: 'Position that answered last; -1 = all failed; the next position after 5 idle minutes.',
    labels: ['model'],
  },
  chainTarget: {
    name: 'chain_target_info',
    type: 'gauge',
    unit: 'info',
    help: 'Target at each position of a chain.',
    labels: ['model', 'position', 'provider', 'upstream_model'],
  },
} as const satisfies Record<string, MetricFamily>;
