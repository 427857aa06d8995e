import { DURATION_BUCKETS } from './buckets.ts';
import type { MetricFamily } from './metricFamily.ts';

/** Families counted once an upstream call or once a hop. */
export const ATTEMPT_METRICS = {
  attempts: {
    name: 'attempts_total',
    type: 'counter',
    unit: 'events',
    help: 'Upstream calls that ended, retries included.',
    labels: ['model', 'provider', 'upstream_model', 'position', 'result'],
  },
  attemptDuration: {
    name: 'attempt_duration_seconds',
    type: 'histogram',
    unit: 'seconds',
    help: "Length of upstream calls as the provider is seen; calls cancelled or refused as the client's mistake are left out.",
    labels: ['provider', 'upstream_model', 'result'],
    buckets: DURATION_BUCKETS,
  },
  retries: {
    name: 'retries_total',
    type: 'counter',
    unit: 'events',
    help: 'Further calls at the same target, by what failed before; not fallbacks.',
    labels: ['model', 'provider', 'upstream_model', 'reason'],
  },
  fallbacks: {
    name: 'fallbacks_total',
    type: 'counter',
    unit: 'events',
    help: 'Moves from one target to the next, skips included.',
    labels: ['model', 'from_provider', 'from_model', 'to_provider', 'to_model', 'reason'],
  },
  streamInterruptions: {
    name: 'stream_interruptions_total',
    type: 'counter',
    unit: 'events',
    help: 'Streams that broke upstream after their first byte had gone to the client.',
    labels: ['model', 'provider', 'upstream_model', 'reason'],
  },
} as const satisfies Record<string, MetricFamily>;
