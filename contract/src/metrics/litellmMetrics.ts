import type { MetricFamily } from './metricFamily.ts';

/** LiteLLM's configuration file; only where the agent was told of one. */
export const LITELLM_METRICS = {
  litellmSyncs: {
    name: 'litellm_sync_total',
    type: 'counter',
    unit: 'events',
    help: "Writes of LiteLLM's configuration file, rollbacks included.",
    labels: ['result'],
  },
  litellmLastSuccess: {
    name: 'litellm_sync_last_success_timestamp_seconds',
    type: 'gauge',
    unit: 'timestamp',
    help: "When an apply last put LiteLLM's file in force, or found it so; absent = never.",
    labels: [],
  },
  litellmDrift: {
    name: 'litellm_drift',
    type: 'gauge',
    unit: 'state',
    help: "1 if LiteLLM's file or its running proxy says something else than the configuration in force; absent = unknown.",
    labels: [],
  },
} as const satisfies Record<string, MetricFamily>;
