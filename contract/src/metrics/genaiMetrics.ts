import type { MetricFamily } from './metricFamily.ts';

/** Seconds; the edges that OpenTelemetry's conventions give. */
const OPERATION_BUCKETS = [
  0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92,
] as const;

/** Tokens; powers of four. */
const TOKEN_BUCKETS = [
  1, 4, 16, 64, 256, 1_024, 4_096, 16_384, 65_536, 262_144, 1_048_576, 4_194_304, 16_777_216, 67_108_864,
] as const;

/** `gen_ai_request_model` is the provider's name of the model, `gen_ai_original_model` what the client asked for. */
const OPERATION_LABELS = [
  'gen_ai_operation_name',
  'gen_ai_provider_name',
  'gen_ai_request_model',
  'gen_ai_original_model',
  'server_address',
  'server_port',
] as const;

/**
 * Upstream calls under the names that Prometheus gives OpenTelemetry's. The conventions are still in development, so these
 * are no stable contract, and off by default.
 */
export const GENAI_METRICS = {
  genaiDuration: {
    name: 'gen_ai_client_operation_duration_seconds',
    prefix: '',
    optIn: '--genai-metrics',
    type: 'histogram',
    unit: 'seconds',
    help: 'Length of upstream calls; error_type is empty where the call succeeded or was called off.',
    labels: [...OPERATION_LABELS, 'error_type'],
    buckets: OPERATION_BUCKETS,
  },
  genaiFirstChunk: {
    name: 'gen_ai_client_operation_time_to_first_chunk_seconds',
    prefix: '',
    optIn: '--genai-metrics',
    type: 'histogram',
    unit: 'seconds',
    help: 'From the start of an upstream call to its first content; streams only.',
    labels: OPERATION_LABELS,
    buckets: OPERATION_BUCKETS,
  },
  genaiTokens: {
    name: 'gen_ai_client_token_usage',
    prefix: '',
    optIn: '--genai-metrics',
    type: 'histogram',
    unit: 'tokens',
    help: 'Tokens of each billed call.',
    labels: [...OPERATION_LABELS, 'gen_ai_token_type'],
    buckets: TOKEN_BUCKETS,
  },
} as const satisfies Record<string, MetricFamily>;
