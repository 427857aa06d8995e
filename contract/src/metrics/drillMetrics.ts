import type { MetricFamily } from './metricFamily.ts';

/** Drills: the only metrics that one moves. */
export const DRILL_METRICS = {
  drillProven: {
    name: 'drill_last_success_timestamp_seconds',
    type: 'gauge',
    unit: 'timestamp',
    help: 'When a drill last proved the chain of the model; absent = never.',
    labels: ['model'],
  },
  synthetic: {
    name: 'synthetic_requests_total',
    type: 'counter',
    unit: 'requests',
    help: 'Drills that ended, by the failure that was forced; never part of requests.',
    labels: ['model', 'scenario', 'outcome'],
  },
} as const satisfies Record<string, MetricFamily>;
