import { AGENT_METRICS } from './agentMetrics.ts';
import { ATTEMPT_METRICS } from './attemptMetrics.ts';
import { CHAIN_METRICS } from './chainMetrics.ts';
import { COST_METRICS } from './costMetrics.ts';
import { DRILL_METRICS } from './drillMetrics.ts';
import { GENAI_METRICS } from './genaiMetrics.ts';
import { LITELLM_METRICS } from './litellmMetrics.ts';
import type { MetricFamily } from './metricFamily.ts';
import { REQUEST_METRICS } from './requestMetrics.ts';

/** Every family that the agent exposes, by the name that code uses (observability.md, 1). */
export const METRICS = {
  ...REQUEST_METRICS,
  ...ATTEMPT_METRICS,
  ...COST_METRICS,
  ...CHAIN_METRICS,
  ...DRILL_METRICS,
  ...LITELLM_METRICS,
  ...AGENT_METRICS,
  ...GENAI_METRICS,
} as const;

/** The same as a list. */
export const METRIC_FAMILIES: readonly MetricFamily[] = Object.values(METRICS);
