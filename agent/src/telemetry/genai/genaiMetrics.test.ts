import { describe, expect, it } from '@jest/globals';
import type { RequestRecord } from '../../engine/index.ts';
import { aRecord, aStep, anAttempt, chainsOf } from '../../testkit/telemetryFixtures.ts';
import { createMetrics } from '../metrics/createMetrics.ts';
import { providerPlace } from './providerPlace.ts';

const config = { hash: 'abc', group: 'default', pricesUpdatedAt: null };

function exposed(genai: boolean, ...records: readonly RequestRecord[]) {
  const place = { name: 'openai', address: 'api.openai.com', port: 443, isLocal: false };
  const metrics = createMetrics({
    clock: { now: () => 0, wall: () => 0 },
    readers: { circuits: () => [], nextPosition: () => 0 },
    build: { version: '1.0.0', revision: 'none' },
    nodeMetrics: false,
    cacheMs: 0,
    ...(genai ? { genai: () => place } : {}),
  });
  metrics.configured({ chains: chainsOf([aStep()]), ...config });
  for (const record of records) metrics.listener({ type: 'request-ended', record });
  const lines = async (): Promise<string[]> =>
    (await metrics.text()).split('\n').filter((line) => line.startsWith('gen_ai_') && /_(count|sum)\{/.test(line));
  return { metrics, lines };
}

const LABELS =
  'gen_ai_operation_name="chat",gen_ai_provider_name="openai",gen_ai_request_model="gpt-4o",gen_ai_original_model="gpt-4o",server_address="api.openai.com",server_port="443"';

describe('the gen_ai_* metrics', () => {
  it('count each call under the names of the conventions', async () => {
    const failed = anAttempt({ result: 'timeout', usage: null, durationMs: 2_000 });
    const answered = anAttempt({ durationMs: 500, firstContentMs: 100 });
    const { lines } = exposed(true, aRecord({ stream: true, attempts: [failed, answered] }));
    expect(await lines()).toEqual([
      `gen_ai_client_operation_duration_seconds_sum{${LABELS},error_type="timeout"} 2`,
      `gen_ai_client_operation_duration_seconds_count{${LABELS},error_type="timeout"} 1`,
      `gen_ai_client_operation_duration_seconds_sum{${LABELS},error_type=""} 0.5`,
      `gen_ai_client_operation_duration_seconds_count{${LABELS},error_type=""} 1`,
      `gen_ai_client_operation_time_to_first_chunk_seconds_sum{${LABELS}} 0.1`,
      `gen_ai_client_operation_time_to_first_chunk_seconds_count{${LABELS}} 1`,
      `gen_ai_client_token_usage_sum{${LABELS},gen_ai_token_type="input"} 100`,
      `gen_ai_client_token_usage_count{${LABELS},gen_ai_token_type="input"} 1`,
      `gen_ai_client_token_usage_sum{${LABELS},gen_ai_token_type="output"} 20`,
      `gen_ai_client_token_usage_count{${LABELS},gen_ai_token_type="output"} 1`,
    ]);
  });

  it('hold nothing that the configuration does not', async () => {
    const stranger = aStep({ model: 'ghost', provider: 'ghost', upstreamModel: 'ghost' });
    const { lines } = exposed(true, aRecord({ model: 'ghost', attempts: [anAttempt({ step: stranger })] }));
    expect((await lines()).join()).not.toContain('ghost');
    expect((await lines())[0]).toContain('gen_ai_request_model="other",gen_ai_original_model="other"');
  });

  it('go with their model', async () => {
    const { metrics, lines } = exposed(true, aRecord());
    metrics.configured({ chains: chainsOf([aStep({ model: 'next' })]), ...config });
    expect(await lines()).toEqual([]);
  });

  it('are not there unless asked for', async () => {
    const { metrics } = exposed(false, aRecord());
    expect(await metrics.text()).not.toContain('gen_ai_');
  });
});

describe('the place of a provider', () => {
  it.each([
    ['openai', 'https://api.openai.com/v1', 'openai', 'api.openai.com', 443],
    ['openai', 'https://api.groq.com/openai/v1', 'groq', 'api.groq.com', 443],
    ['openai', 'http://vllm:8000/v1', 'openai', 'vllm', 8_000],
    ['openai', 'https://notgroq.com/v1', 'openai', 'notgroq.com', 443],
    ['anthropic', 'https://api.anthropic.com', 'anthropic', 'api.anthropic.com', 443],
    ['azure-openai', 'https://x.openai.azure.com', 'azure.ai.openai', 'x.openai.azure.com', 443],
    ['google', 'https://generativelanguage.googleapis.com', 'gcp.gemini', 'generativelanguage.googleapis.com', 443],
    ['ollama', 'http://localhost:11434', 'ollama', 'localhost', 11_434],
  ] as const)('%s at %s is %s', (dialect, baseUrl, name, address, port) => {
    expect(providerPlace({ id: 'p', dialect, baseUrl })).toEqual({ name, address, port, isLocal: false });
  });
});
