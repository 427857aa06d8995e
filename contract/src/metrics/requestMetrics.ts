import { DURATION_BUCKETS, FAILOVER_BUCKETS, FIRST_TOKEN_BUCKETS, OVERHEAD_BUCKETS } from './buckets.ts';
import type { MetricFamily } from './metricFamily.ts';

/** Families counted once a request. `model` is always the requested model. */
export const REQUEST_METRICS = {
  requests: {
    name: 'requests_total',
    type: 'counter',
    unit: 'requests',
    help: 'Requests that ended, by requested model, furthest route and outcome.',
    labels: ['model', 'route', 'outcome'],
  },
  requestDuration: {
    name: 'request_duration_seconds',
    type: 'histogram',
    unit: 'seconds',
    help: 'From arrival to the last byte sent to the client; success and error only.',
    labels: ['model', 'route', 'outcome'],
    buckets: DURATION_BUCKETS,
  },
  firstToken: {
    name: 'time_to_first_token_seconds',
    type: 'histogram',
    unit: 'seconds',
    help: 'From arrival to the first content byte, failover included; streams only.',
    labels: ['model', 'route'],
    buckets: FIRST_TOKEN_BUCKETS,
  },
  failoverLatency: {
    name: 'failover_latency_seconds',
    type: 'histogram',
    unit: 'seconds',
    help: 'From arrival to the start of the attempt that answered, where a fallback answered.',
    labels: ['model'],
    buckets: FAILOVER_BUCKETS,
  },
  overhead: {
    name: 'overhead_seconds',
    type: 'histogram',
    unit: 'seconds',
    help: "The agent's own time in a request: total minus upstream and backoff.",
    labels: [],
    buckets: OVERHEAD_BUCKETS,
  },
  chainExhausted: {
    name: 'chain_exhausted_total',
    type: 'counter',
    unit: 'requests',
    help: 'Requests for which every target failed or was skipped.',
    labels: ['model'],
  },
  rejections: {
    name: 'rejections_total',
    type: 'counter',
    unit: 'requests',
    help: 'Requests refused before any route was taken, by reason.',
    labels: ['model', 'reason'],
  },
  clientDisconnects: {
    name: 'client_disconnects_total',
    type: 'counter',
    unit: 'requests',
    help: 'Requests whose client left before the last byte, by stage.',
    labels: ['model', 'stage'],
  },
  inflight: {
    name: 'inflight_requests',
    type: 'gauge',
    unit: 'requests',
    help: 'Requests being served now.',
    labels: ['model'],
  },
} as const satisfies Record<string, MetricFamily>;
