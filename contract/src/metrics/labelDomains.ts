import { DRILL_FAILURES } from '../drillFailures.ts';
import {
  ATTEMPT_RESULTS,
  BASELINES,
  CIRCUIT_STATES,
  DISCONNECT_STAGES,
  EVENT_SINKS,
  FOLDED_LABELS,
  GENAI_ERRORS,
  GENAI_OPERATIONS,
  LITELLM_RESULTS,
  OUTCOMES,
  POSITIONS,
  PRICE_TYPES,
  PROVIDER_RESULTS,
  REASONS,
  REJECTION_REASONS,
  RELOAD_RESULTS,
  ROUTES,
  STORE_KINDS,
  STORE_OPERATIONS,
  TOKEN_DETAIL_TYPES,
  TOKEN_TYPES,
  USAGE_SOURCES,
} from './labelValues.ts';
import type { MetricFamily } from './metricFamily.ts';

/** Values of a label that mean the same in every family. */
const SHARED: Readonly<Record<string, readonly string[]>> = {
  route: ROUTES,
  outcome: OUTCOMES,
  position: POSITIONS,
  reason: REASONS,
  stage: DISCONNECT_STAGES,
  usage: USAGE_SOURCES,
  baseline: BASELINES,
  state: CIRCUIT_STATES,
  to: CIRCUIT_STATES,
  label: FOLDED_LABELS,
  op: STORE_OPERATIONS,
  store: STORE_KINDS,
  sink: EVENT_SINKS,
  gen_ai_operation_name: GENAI_OPERATIONS,
  gen_ai_token_type: TOKEN_TYPES,
  error_type: GENAI_ERRORS,
};

/** Values of a label in one family, where its name means something else there. */
const OWN: Readonly<Record<string, readonly string[]>> = {
  'rejections_total.reason': REJECTION_REASONS,
  'attempts_total.result': ATTEMPT_RESULTS,
  'wasted_cost_usd_total.reason': ATTEMPT_RESULTS,
  'attempt_duration_seconds.result': PROVIDER_RESULTS,
  'config_reloads_total.result': RELOAD_RESULTS,
  'litellm_sync_total.result': LITELLM_RESULTS,
  'synthetic_requests_total.scenario': DRILL_FAILURES,
  'tokens_total.type': TOKEN_TYPES,
  'token_details_total.type': TOKEN_DETAIL_TYPES,
  'price_usd_per_token.type': PRICE_TYPES,
};

/** The values that a label of a family can have; null = they come from the configuration or the build. */
export function labelDomain(family: Pick<MetricFamily, 'name'>, label: string): readonly string[] | null {
  return OWN[`${family.name}.${label}`] ?? SHARED[label] ?? null;
}
