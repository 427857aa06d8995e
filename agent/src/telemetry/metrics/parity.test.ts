import { spawnSync } from 'node:child_process';
import { afterAll, describe, expect, it } from '@jest/globals';
import { METRIC_FAMILIES, labelDomain, metricName, sampleNames, type MetricFamily } from '@understudy/contract';
import type { EngineEvent } from '../../engine/index.ts';
import { readExposition } from '../../testkit/exposed.ts';
import { aHop, aRecord, aStep, aUsage, anAttempt, chainsOf } from '../../testkit/telemetryFixtures.ts';
import { createMetrics } from './createMetrics.ts';

const primary = aStep();
const fallback = aStep({ model: 'claude', provider: 'anthropic', upstreamModel: 'claude "new", 4', price: null });
const circuit = { provider: 'openai', upstreamModel: 'gpt-4o', state: 'closed', cooldownUntil: 0 } as const;
const metrics = createMetrics({
  clock: { now: () => performance.now(), wall: () => Date.now() },
  readers: {
    circuits: () => [circuit],
    nextPosition: () => 0,
    drillProofs: () => [['gpt-4o', 1_700_000_000_000]],
    litellm: () => ({ lastSuccessAt: 1_700_000_000_000, drift: false }),
    store: () => ({ kind: 'file', outage: null }),
  },
  build: { version: '1.0.0', revision: 'none' },
  genai: () => ({ name: 'openai', address: 'api.openai.com', port: 443, isLocal: false }),
});
metrics.configured({
  chains: chainsOf([primary, fallback]),
  hash: 'abc',
  group: 'default',
  pricesUpdatedAt: Date.now(),
});

/** One event for each family that needs one. */
const usage = aUsage({ cacheRead: 5, cacheWrite: 5, reasoning: 5 });
const request = aRecord({
  usage,
  firstTokenMs: 100,
  failoverMs: 50,
  attempts: [anAttempt({ usage, firstContentMs: 90 })],
});
const failed = aRecord({
  outcome: 'error',
  exhausted: true,
  served: null,
  attempts: [anAttempt({ result: 'empty_response' })],
});
const unpriced = aRecord({ served: fallback, attempts: [anAttempt({ step: fallback })], route: 'fallback' });
const refused = aRecord({
  model: 'nobody',
  outcome: 'rejected',
  route: 'none',
  rejection: 'auth',
  attempts: [],
  served: null,
});
const left = aRecord({ outcome: 'cancelled', disconnect: 'upstream', attempts: [], served: null });
const attempt = anAttempt({ result: 'timeout', retryOf: 'rate_limit', interrupted: true });
const events: readonly EngineEvent[] = [
  { type: 'request-started', requestId: 'req-9', model: 'gpt-4o' },
  { type: 'attempt-ended', requestId: 'req-1', model: 'gpt-4o', attempt },
  {
    type: 'hop',
    requestId: 'req-1',
    model: 'gpt-4o',
    trace: null,
    hop: aHop(primary, fallback, { reason: 'capability' }),
  },
  { type: 'circuit-moved', step: primary, from: 'closed', to: 'open', cooldownUntil: 0, by: null },
  ...[request, failed, unpriced, refused, left].map((record) => ({ type: 'request-ended' as const, record })),
];
for (const event of events) metrics.listener(event);
metrics.drilled({ model: 'gpt-4o', failure: 'rate_limit', outcome: 'success' });
metrics.litellmConfigured();
metrics.litellmSynced('rolled_back');
metrics.storeFailed('write');
metrics.eventsDropped('log');

afterAll(() => metrics.close());

const ours = async () => readExposition(await metrics.text()).filter(({ name }) => /^(understudy|gen_ai)_/.test(name));
const labelsOf = (family: MetricFamily, name: string): string[] =>
  [...family.labels, ...(name.endsWith('_bucket') ? ['le'] : [])].sort();

describe('the exposition', () => {
  it('has a sample of every family of the contract and none that the contract does not name', async () => {
    const exposed = new Set((await ours()).map(({ name }) => name));
    expect([...exposed].sort()).toEqual(METRIC_FAMILIES.flatMap(sampleNames).sort());
  });

  it('sets exactly the labels of the contract, to values that it allows', async () => {
    const samples = await ours();
    for (const family of METRIC_FAMILIES) {
      for (const sample of samples.filter(({ name }) => sampleNames(family).includes(name))) {
        expect([sample.name, Object.keys(sample.labels).sort()]).toEqual([sample.name, labelsOf(family, sample.name)]);
        for (const label of family.labels) {
          const domain = labelDomain(family, label);
          if (domain !== null) expect(domain).toContain(sample.labels[label]);
        }
      }
    }
  });

  it('is what the registry of prom-client shows as well, type and help included', async () => {
    const names = METRIC_FAMILIES.map(metricName);
    const linesOf = (text: string): string[] => text.split('\n').filter((line) => /understudy_|gen_ai_/.test(line));
    const whole = await metrics.registry.metrics();
    expect(linesOf(await metrics.text()).sort()).toEqual(linesOf(whole).sort());
    for (const name of names) expect(metrics.registry.getSingleMetric(name)).toBeDefined();
  });

  it('passes the lint of promtool', async () => {
    const { status, stdout, stderr, error } = spawnSync('promtool', ['check', 'metrics'], {
      input: await metrics.text(),
      encoding: 'utf8',
    });
    expect({ status, stdout, stderr, error }).toEqual({ status: 0, stdout: '', stderr: '', error: undefined });
  });

  it('holds the metrics of the process, without gauges that end in _total', async () => {
    const text = await metrics.text();
    expect(text).toContain('\nprocess_start_time_seconds ');
    expect(text).toContain('\nnodejs_eventloop_lag_p99_seconds ');
    expect(text).not.toContain('nodejs_active_');
  });
});
