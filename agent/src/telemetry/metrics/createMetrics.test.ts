import { describe, expect, it } from '@jest/globals';
import type { EngineEvent } from '../../engine/index.ts';
import { matching, readExposition, sumOf, type ExposedSample } from '../../testkit/exposed.ts';
import { FREE, aHop, aRecord, aStep, aUsage, anAttempt, chainsOf } from '../../testkit/telemetryFixtures.ts';
import { createMetrics, type MetricsOptions } from './createMetrics.ts';
import type { MetricsConfig } from './metricsConfig.ts';

const primary = aStep();
const claude = aStep({ model: 'claude', provider: 'anthropic', price: { input: 3, output: 15 } });
const config: MetricsConfig = {
  chains: chainsOf([primary, claude]),
  hash: 'abc',
  group: 'default',
  pricesUpdatedAt: 5_000,
};
const readers = { circuits: () => [], nextPosition: () => 0 };
const build = { version: '1.2.3', revision: 'none' };

class Clock {
  at = 0;
  now = (): number => this.at;
  wall = (): number => 1_000_000 + this.at;
}

function setUp(over: Partial<MetricsOptions> = {}) {
  const clock = new Clock();
  const metrics = createMetrics({ clock, readers, build, nodeMetrics: false, cacheMs: 0, ...over });
  metrics.configured(config);
  const scrape = async (): Promise<readonly ExposedSample[]> => readExposition(await metrics.text());
  const after = async (...events: EngineEvent[]): Promise<readonly ExposedSample[]> => {
    for (const event of events) metrics.listener(event);
    return scrape();
  };
  return { metrics, clock, scrape, after };
}

const ended = (record: ReturnType<typeof aRecord>): EngineEvent => ({ type: 'request-ended', record });
const attemptEnded = (attempt: ReturnType<typeof anAttempt>, model = 'gpt-4o'): EngineEvent => ({
  type: 'attempt-ended',
  requestId: 'req-1',
  model,
  attempt,
});

describe('zero-initialisation', () => {
  it('shows requests of configured models and hops of their chains at 0 before any traffic', async () => {
    const samples = await setUp().scrape();
    const requests = matching(samples, 'understudy_requests_total');
    expect(requests).toHaveLength(2 * 4);
    expect(matching(samples, 'understudy_fallbacks_total').map(({ labels }) => labels['reason'])).toEqual([
      'rate_limit',
      'timeout',
      'server_error',
      'connection',
    ]);
    for (const { value } of requests) expect(value).toBe(0);
    expect(matching(samples, 'understudy_attempts_total')).toEqual([]);
  });

  it('on reload removes deleted models, begins new ones at 0 and keeps the counts of the others', async () => {
    const { metrics, after, scrape } = setUp();
    await after(ended(aRecord()), ended(aRecord({ model: 'claude', requested: claude, served: claude })));
    metrics.configured({ ...config, chains: chainsOf([primary], [aStep({ model: 'new' })]) });
    const samples = await scrape();
    expect(sumOf(samples, 'understudy_requests_total', { model: 'gpt-4o' })).toBe(1);
    expect(matching(samples, 'understudy_requests_total', { model: 'claude' })).toEqual([]);
    expect(matching(samples, 'understudy_requests_total', { model: 'new' })).toHaveLength(4);
    expect(matching(samples, 'understudy_chain_next_position', { model: 'claude' })).toEqual([]);
    expect(sumOf(samples, 'understudy_config_reloads_total', { result: 'success' })).toBe(2);
  });
});

describe('requests', () => {
  it('book time, first token and own time of an answer by a fallback', async () => {
    const times = { durationMs: 3_000, upstreamMs: 2_500, backoffMs: 496, firstTokenMs: 1_500, failoverMs: 700 };
    const record = aRecord({ route: 'fallback', stream: true, served: claude, servedPosition: 1, ...times });
    const samples = await setUp().after(ended(record));
    const labels = { model: 'gpt-4o', route: 'fallback', outcome: 'success' };
    expect(sumOf(samples, 'understudy_request_duration_seconds_bucket', { ...labels, le: '2' })).toBe(0);
    expect(sumOf(samples, 'understudy_request_duration_seconds_bucket', { ...labels, le: '4' })).toBe(1);
    expect(sumOf(samples, 'understudy_time_to_first_token_seconds_sum')).toBe(1.5);
    expect(sumOf(samples, 'understudy_failover_latency_seconds_sum')).toBe(0.7);
    expect(sumOf(samples, 'understudy_overhead_seconds_sum')).toBeCloseTo(0.004);
  });

  it('count refusals and disconnects beside the outcome', async () => {
    const none = { served: null, attempts: [], usage: null } as const;
    const samples = await setUp().after(
      ended(aRecord({ ...none, outcome: 'rejected', route: 'none', rejection: 'auth' })),
      ended(aRecord({ ...none, outcome: 'cancelled', disconnect: 'streaming' })),
    );
    expect(sumOf(samples, 'understudy_rejections_total', { reason: 'auth' })).toBe(1);
    expect(sumOf(samples, 'understudy_client_disconnects_total', { stage: 'streaming' })).toBe(1);
    expect(matching(samples, 'understudy_request_duration_seconds_count')).toEqual([]);
  });

  it('are in flight from their start to their end, whatever ends twice', async () => {
    const { after } = setUp();
    const start = (requestId: string): EngineEvent => ({ type: 'request-started', requestId, model: 'gpt-4o' });
    const during = await after(start('req-1'), start('req-2'));
    expect(sumOf(during, 'understudy_inflight_requests')).toBe(2);
    const later = await after(ended(aRecord({ id: 'req-1' })), ended(aRecord({ id: 'req-1' })));
    expect(sumOf(later, 'understudy_inflight_requests')).toBe(1);
  });

  it('of an unknown model are folded into other, and say so', async () => {
    const samples = await setUp().after(
      ended(aRecord({ model: 'gpt-4o-tpyo', requested: null, served: null, attempts: [] })),
    );
    expect(sumOf(samples, 'understudy_requests_total', { model: 'other' })).toBe(1);
    expect(sumOf(samples, 'understudy_label_overflow_total', { label: 'model' })).toBe(1);
  });
});

describe('attempts', () => {
  it('count by result, and as the provider is seen without what the client caused', async () => {
    const samples = await setUp().after(
      attemptEnded(anAttempt({ result: 'auth', retryOf: null })),
      attemptEnded(anAttempt({ result: 'timeout', retryOf: 'server_error', position: 12 })),
      attemptEnded(anAttempt({ result: 'client_error' })),
      attemptEnded(anAttempt({ result: 'cancelled' })),
      attemptEnded(anAttempt({ result: 'connection', interrupted: true })),
    );
    expect(sumOf(samples, 'understudy_attempts_total')).toBe(5);
    expect(sumOf(samples, 'understudy_attempts_total', { position: '9' })).toBe(1);
    expect(sumOf(samples, 'understudy_attempt_duration_seconds_count', { result: 'error' })).toBe(2);
    expect(sumOf(samples, 'understudy_attempt_duration_seconds_count', { result: 'timeout' })).toBe(1);
    expect(sumOf(samples, 'understudy_attempt_duration_seconds_count')).toBe(3);
    expect(sumOf(samples, 'understudy_retries_total', { reason: 'server_error' })).toBe(1);
    expect(sumOf(samples, 'understudy_stream_interruptions_total', { reason: 'connection' })).toBe(1);
  });

  it('of a target that left the configuration are folded', async () => {
    const samples = await setUp().after(attemptEnded(anAttempt({ step: aStep({ provider: 'gone' }) })));
    expect(sumOf(samples, 'understudy_attempts_total', { provider: 'other', upstream_model: 'other' })).toBe(1);
    expect(sumOf(samples, 'understudy_label_overflow_total', { label: 'target' })).toBe(1);
  });

  it("beyond the limit of series fold a client's own combinations but never a configured chain", async () => {
    const { after } = setUp({ seriesLimit: 0 });
    const samples = await after(
      attemptEnded(anAttempt({ step: claude }), 'gpt-4o'),
      attemptEnded(anAttempt({ step: primary }), 'claude'),
    );
    expect(sumOf(samples, 'understudy_attempts_total', { model: 'gpt-4o', provider: 'anthropic' })).toBe(1);
    expect(sumOf(samples, 'understudy_attempts_total', { model: 'claude', provider: 'other' })).toBe(1);
  });

  it('with a duration that is no number are counted without it, and the loss is counted', async () => {
    const samples = await setUp().after(attemptEnded(anAttempt({ durationMs: NaN })));
    expect(sumOf(samples, 'understudy_attempts_total')).toBe(1);
    expect(sumOf(samples, 'understudy_attempt_duration_seconds_count')).toBe(0);
    expect(sumOf(samples, 'understudy_events_dropped_total', { sink: 'metrics' })).toBe(1);
  });
});

describe('money', () => {
  const usage = aUsage({ input: 1_000_000, output: 0 });
  const thrownAway = anAttempt({ step: primary, result: 'empty_response', usage });
  const answered = anAttempt({ step: claude, position: 1, usage });
  const fell = {
    route: 'fallback',
    served: claude,
    servedPosition: 1,
    usage,
    hops: [aHop(primary, claude)],
    attempts: [thrownAway, answered],
  } as const;

  it('books each call at its own price under the final route, and the waste apart from the multiplier', async () => {
    const samples = await setUp().after(ended(aRecord(fell)));
    const cost = (where: Record<string, string>): number =>
      sumOf(samples, 'understudy_cost_usd_total', { route: 'fallback', ...where });
    expect(cost({ provider: 'anthropic', baseline: 'known' })).toBe(3);
    expect(cost({ provider: 'openai', baseline: 'unknown' })).toBe(2.5);
    expect(sumOf(samples, 'understudy_baseline_cost_usd_total', { route: 'fallback' })).toBe(2.5);
    expect(sumOf(samples, 'understudy_wasted_cost_usd_total', { reason: 'empty_response' })).toBe(2.5);
  });

  it('has no baseline for a request that failed', async () => {
    const samples = await setUp().after(
      ended(aRecord({ ...fell, outcome: 'error', served: null, attempts: [thrownAway] })),
    );
    expect(matching(samples, 'understudy_baseline_cost_usd_total')).toEqual([]);
    expect(sumOf(samples, 'understudy_cost_usd_total', { baseline: 'unknown' })).toBe(2.5);
  });

  it('shows a free primary as a baseline of 0 and an unpriced answer as unknown', async () => {
    const free = aRecord({ ...fell, requested: aStep({ price: FREE }), attempts: [answered] });
    const unpriced = aStep({ ...claude, price: null });
    const unknown = aRecord({ ...fell, served: unpriced, attempts: [{ ...answered, step: unpriced }] });
    const samples = await setUp().after(ended(free), ended(unknown));
    expect(matching(samples, 'understudy_baseline_cost_usd_total').map(({ value }) => value)).toEqual([0]);
    expect(sumOf(samples, 'understudy_unpriced_requests_total', { provider: 'anthropic' })).toBe(1);
    expect(sumOf(samples, 'understudy_cost_usd_total')).toBe(3);
  });

  it('calls an answer without any usage unpriced, not free', async () => {
    const samples = await setUp().after(ended(aRecord({ usage: null, attempts: [anAttempt({ usage: null })] })));
    expect(sumOf(samples, 'understudy_unpriced_requests_total')).toBe(1);
  });

  it('counts a whole answer as wasted where the client had left', async () => {
    const samples = await setUp().after(ended(aRecord({ ...fell, attempts: [answered], outcome: 'cancelled' })));
    expect(sumOf(samples, 'understudy_wasted_cost_usd_total', { reason: 'cancelled', provider: 'anthropic' })).toBe(3);
    expect(sumOf(samples, 'understudy_cost_usd_total', { baseline: 'unknown' })).toBe(3);
  });

  it('marks estimated tokens and takes the usage of the request where the call has none', async () => {
    const estimated = aUsage({ input: 7, output: 3, estimated: true });
    const samples = await setUp().after(ended(aRecord({ usage: estimated, attempts: [anAttempt({ usage: null })] })));
    expect(sumOf(samples, 'understudy_tokens_total', { usage: 'estimated' })).toBe(10);
  });
});

describe('state', () => {
  it('is read at scrape time', async () => {
    let state: 'open' | 'half_open' = 'open';
    const circuits = () => [
      { provider: 'openai', upstreamModel: 'gpt-4o', state, cooldownUntil: state === 'open' ? 9_000 : 0 },
    ];
    const { scrape } = setUp({ readers: { circuits, nextPosition: ({ model }) => (model === 'gpt-4o' ? 1 : -1) } });
    const open = await scrape();
    expect(sumOf(open, 'understudy_circuit_state', { state: 'open' })).toBe(1);
    expect(sumOf(open, 'understudy_circuit_state')).toBe(1);
    expect(sumOf(open, 'understudy_cooldown_until_timestamp_seconds')).toBe(9);
    expect(sumOf(open, 'understudy_chain_next_position', { model: 'gpt-4o' })).toBe(1);
    expect(sumOf(open, 'understudy_chain_next_position', { model: 'claude' })).toBe(-1);
    state = 'half_open';
    const lapsed = await scrape();
    expect(sumOf(lapsed, 'understudy_circuit_state', { state: 'half_open' })).toBe(1);
    expect(sumOf(lapsed, 'understudy_cooldown_until_timestamp_seconds')).toBe(0);
  });

  it('tells who answered last until five idle minutes have passed', async () => {
    const { after, clock, scrape } = setUp();
    const position = (samples: readonly ExposedSample[]): number =>
      sumOf(samples, 'understudy_chain_last_position', { model: 'gpt-4o' });
    expect(position(await after(ended(aRecord({ route: 'fallback', servedPosition: 1, served: claude }))))).toBe(1);
    expect(position(await after(ended(aRecord({ outcome: 'error', exhausted: true, served: null }))))).toBe(-1);
    clock.at = 5 * 60_000 + 1;
    expect(position(await scrape())).toBe(0);
  });

  it('counts moves of circuits, and errors of the store', async () => {
    const { metrics, after } = setUp();
    metrics.storeFailed('audit');
    metrics.eventsDropped('log', 3);
    const samples = await after({
      type: 'circuit-moved',
      step: primary,
      from: 'closed',
      to: 'open',
      cooldownUntil: 1,
      by: null,
    });
    expect(sumOf(samples, 'understudy_circuit_transitions_total', { to: 'open' })).toBe(1);
    expect(sumOf(samples, 'understudy_store_errors_total', { op: 'audit' })).toBe(1);
    expect(sumOf(samples, 'understudy_events_dropped_total', { sink: 'log' })).toBe(3);
  });

  it('shows whether the store is there, and nothing where there is none', async () => {
    const store = { kind: 'redis' as const, outage: null as { since: number } | null };
    const { scrape } = setUp({ readers: { ...readers, store: () => store } });
    const connected = async () =>
      matching(await scrape(), 'understudy_store_connected').map(({ labels, value }) => [labels, value]);
    expect(await connected()).toEqual([[{ store: 'redis' }, 1]]);
    store.outage = { since: 5 };
    expect(await connected()).toEqual([[{ store: 'redis' }, 0]]);
    expect(matching(await setUp().scrape(), 'understudy_store_connected')).toEqual([]);
  });

  it('shows prices, targets and the configuration in force', async () => {
    const { metrics, clock, scrape } = setUp();
    clock.at = 500;
    metrics.configurationRefused();
    const samples = await scrape();
    expect(sumOf(samples, 'understudy_price_usd_per_token', { provider: 'openai', type: 'cache_read' })).toBeCloseTo(
      2.5e-6,
    );
    expect(
      sumOf(samples, 'understudy_chain_target_info', { model: 'gpt-4o', position: '1', provider: 'anthropic' }),
    ).toBe(1);
    expect(sumOf(samples, 'understudy_config_info', { group: 'default', hash: 'abc' })).toBe(1);
    expect(matching(samples, 'understudy_config_last_reload_successful')[0]?.value).toBe(0);
    expect(sumOf(samples, 'understudy_config_last_reload_success_timestamp_seconds')).toBe(1_000);
    expect(sumOf(samples, 'understudy_pricing_last_update_timestamp_seconds')).toBe(5);
    expect(sumOf(samples, 'understudy_build_info', { version: '1.2.3' })).toBe(1);
  });
});
