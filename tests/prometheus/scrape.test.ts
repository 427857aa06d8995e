import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { FallbackStats } from '@understudy/contract';
import { startAgentInProcess, type AgentInProcess } from '../kit/agentInProcess.ts';
import { startPrometheus, type PrometheusProcess } from '../kit/prometheusProcess.ts';
import { promtool } from '../kit/promtool.ts';
import { startSimTrio, type SimTrio } from '../kit/simTrio.ts';
import { until } from '../kit/until.ts';
import { zoneAtNoon } from '../kit/zoneAtNoon.ts';
import { playStory, storyDocument, STORY_REQUESTS } from './story.ts';

const E = 'outcome=~"success|error"';
const U = 'route=~"primary|fallback"';
/** The range of the panels here: longer than the story, so that it holds all of it. */
const RG = '[1h]';
const LIMIT_MS = 60_000;

let sims: SimTrio;
let agent: AgentInProcess;
let prometheus: PrometheusProcess;
/** Seconds: the scrape that saw the whole story. At that moment `increase` over what began at 0 is exact. */
let at: number;
let stats: FallbackStats;

beforeAll(async () => {
  sims = await startSimTrio();
  agent = await startAgentInProcess({ document: storyDocument(sims) });
  prometheus = await startPrometheus(agent.metricsAddress);
  await until(
    'the first scrape',
    async () => (await prometheus.value('count(understudy_requests_total)')) > 0,
    LIMIT_MS,
  );
  await playStory(agent, sims);
  await until(
    'a scrape of the whole story',
    async () => (await prometheus.value('sum(understudy_requests_total)')) === STORY_REQUESTS,
    LIMIT_MS,
  );
  at = await prometheus.value('max(timestamp(understudy_requests_total))');
  stats = await agent.core.statistics.fallbackStats({ tz: zoneAtNoon(), now: Date.now() });
}, LIMIT_MS * 2);

afterAll(async () => {
  await prometheus.close();
  await agent.close();
  await sims.close();
}, LIMIT_MS);

/** Sums of a counter by one label, as they stand. */
function sums(label: string, selector: string): Promise<Record<string, number>> {
  return prometheus.by(label, `sum by (${label}) (${selector}) > 0`, at);
}

/** Calls of the sims by the provider's name of the model. */
function callsSeen(): Record<string, number> {
  const seen: Record<string, number> = {};
  for (const { model } of sims.all.flatMap((sim) => sim.calls)) seen[model] = (seen[model] ?? 0) + 1;
  return seen;
}

/** Tokens that the sims reported, by the provider's name of the model. */
function tokensReported(kind: 'promptTokens' | 'completionTokens'): Record<string, number> {
  const sum: Record<string, number> = {};
  for (const call of sims.all.flatMap((sim) => sim.calls)) {
    if (call[kind] !== undefined) sum[call.model] = (sum[call.model] ?? 0) + call[kind];
  }
  return sum;
}

describe('a real Prometheus', () => {
  it('takes the scrape of the shipped configuration', async () => {
    expect(await prometheus.value('up{job="understudy-agent"}', at)).toBe(1);
  });

  it('counts every request once', async () => {
    const increase = await prometheus.by(
      'model',
      `round(sum by (model) (increase(understudy_requests_total{${U}, ${E}}${RG})))`,
      at,
    );
    expect(increase).toEqual({ lead: 24, duo: 4, flap: 5, solo: 2, second: 0, third: 0 });
    expect(await sums('outcome', 'understudy_requests_total')).toEqual({
      success: 31,
      error: 4,
      client_error: 2,
      cancelled: 1,
      rejected: 2,
    });
    expect(await sums('model', 'understudy_rejections_total')).toEqual({ other: 2 });
  });

  it('counts the calls that the providers saw', async () => {
    expect(await sums('upstream_model', 'understudy_attempts_total')).toEqual(callsSeen());
  });

  it('counts the tokens that the providers reported', async () => {
    const reported = 'usage="reported"';
    expect(await sums('upstream_model', `understudy_tokens_total{${reported}, type="input"}`)).toEqual(
      tokensReported('promptTokens'),
    );
    expect(await sums('upstream_model', `understudy_tokens_total{${reported}, type="output"}`)).toEqual(
      tokensReported('completionTokens'),
    );
  });

  it('knows why requests moved on', async () => {
    expect(await sums('reason', 'understudy_fallbacks_total')).toEqual({
      rate_limit: 3,
      server_error: 2 + 2 + 2 + 2,
      timeout: 4,
      empty_response: 1,
      auth: 1,
      circuit_open: 3,
    });
    expect(await sums('reason', 'understudy_retries_total')).toEqual({ server_error: 1 });
    expect(await sums('reason', 'understudy_stream_interruptions_total')).toEqual({ connection: 1 });
    expect(await sums('model', 'understudy_chain_exhausted_total')).toEqual({ lead: 2, solo: 1 });
    expect(await sums('stage', 'understudy_client_disconnects_total')).toEqual({ upstream: 1 });
  });
});

describe("the agent's own statistics and PromQL", () => {
  const bySelector = (selector: string): Promise<Record<string, number>> =>
    prometheus.by('model', `sum by (model) (increase(understudy_requests_total{${selector}}${RG}))`, at);

  it('have the same totals, fallbacks and rates', async () => {
    const totals = await bySelector(`${U}, ${E}`);
    const fallbacks = await bySelector(`route="fallback", ${E}`);
    const rates = await prometheus.by(
      'model',
      `sum by (model) (increase(understudy_requests_total{route="fallback", ${E}}${RG})) / (sum by (model) (increase(understudy_requests_total{${U}, ${E}}${RG})) > 0)`,
      at,
    );

    expect(stats.stats.map(({ model }) => model).sort()).toEqual(['duo', 'flap', 'lead']);
    for (const stat of stats.stats) {
      expect(Math.round(totals[stat.model]!)).toBe(stat.totalRequests);
      expect(Math.round(fallbacks[stat.model]!)).toBe(stat.fallbackCount);
      expect(rates[stat.model]).toBeCloseTo(stat.fallbackRate, 9);
    }
    expect(stats.summary.fallbacksToday).toBe(16);
  });

  it('have the same cost multiplier', async () => {
    const cost = await prometheus.by(
      'model',
      'sum by (model) (understudy_cost_usd_total{route="fallback", baseline="known"})',
      at,
    );
    const baseline = await prometheus.by(
      'model',
      'sum by (model) (understudy_baseline_cost_usd_total{route="fallback"})',
      at,
    );
    const lead = stats.stats.find(({ model }) => model === 'lead');

    expect(cost.lead).toBeCloseTo(lead?.estimatedFallbackCostUsd ?? NaN, 12);
    expect(baseline.lead).toBeCloseTo(lead?.estimatedOriginalCostUsd ?? NaN, 12);
    expect(cost.lead! / baseline.lead!).toBeCloseTo(lead?.costMultiplier ?? NaN, 9);
  });
});

describe('the invariants', () => {
  it('hops that leave position 0 are the requests that reached route fallback', async () => {
    const reached = await sums('model', 'understudy_requests_total{route="fallback"}');
    for (const model of ['lead', 'duo', 'flap']) {
      const left = await prometheus.value(
        `sum(understudy_fallbacks_total{model="${model}", from_model="${model}-up"})`,
        at,
      );
      expect(left).toBe(reached[model] ?? 0);
    }
  });

  it('attempts are requests that were run, retries and hops, less what was skipped', async () => {
    const value = (query: string): Promise<number> => prometheus.value(query, at);
    const run = await value(`sum(understudy_requests_total{${U}})`);
    const retries = await value('sum(understudy_retries_total)');
    const hops = await value('sum(understudy_fallbacks_total)');
    const skips = await value('sum(understudy_fallbacks_total{reason=~"circuit_open|capability|disabled|cost"})');

    expect(await value('sum(understudy_attempts_total)')).toBe(run + retries + hops - skips);
  });

  it('exhausted chains are errors, nothing is in flight, no value is NaN', async () => {
    const exhausted = await prometheus.value('sum(understudy_chain_exhausted_total)', at);
    expect(exhausted).toBeLessThanOrEqual(
      await prometheus.value('sum(understudy_requests_total{outcome="error"})', at),
    );
    expect(await prometheus.value('sum(understudy_inflight_requests)', at)).toBe(0);
    expect((await agent.samples()).all.filter(({ value }) => Number.isNaN(value))).toEqual([]);
  });

  it('the state gauges tell of the open breaker', async () => {
    expect(await sums('provider', 'understudy_circuit_state{state="open"}')).toEqual({ 'flap-cloud': 1 });
    expect(await prometheus.by('model', 'understudy_chain_next_position', at)).toMatchObject({
      lead: 0,
      duo: 0,
      flap: 1,
    });
  });
});

describe('promtool', () => {
  it('finds nothing to say about the exposition', async () => {
    expect(await promtool(['check', 'metrics'], await agent.core.metrics.text())).toEqual({ code: 0, said: '' });
  });
});
