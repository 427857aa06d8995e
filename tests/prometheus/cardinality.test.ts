import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ConfigDocument } from '@understudy/contract';
import { Samples } from '../kit/samples.ts';
import { until } from '../kit/until.ts';
import { BenchProcess } from '../load/processes/benchProcess.ts';
import { AGENT_MAIN, startAgent, type RunningAgent } from '../load/processes/startAgent.ts';
import { AttackRequests, MODELS, modelName } from './attack/attackRequests.ts';
import { sendPipelined, type Statuses } from './attack/sendPipelined.ts';

const ATTACKS = 100_000;
/** The agent's own cap on series of combinations that the configuration doesn't hold (observability.md, 1). */
const MOST_SERIES = 20_000;
/** After a collection: the newest 100,000 requests, whatever they were called, and the statistics of their clients. */
const MOST_HEAP_BYTES = 250e6;
/** Some 40 s on two idle cores; others may need them as well. */
const LIMIT_MS = 300_000;
const PIPELINE = { connections: 16, atOnce: 25 } as const;

/** What has to be ended, the last first: also where a later part did not start. */
const endings: (() => Promise<void>)[] = [];
let agent: RunningAgent;
let requests: AttackRequests;
/** Every model was asked once, and fell back where it fails: what the configuration itself has. */
let before: Samples;
let after: Samples;
let statuses: Statuses;

function attackedDocument(port: number): ConfigDocument {
  const indexes = Array.from({ length: MODELS }, (_, index) => index);
  const fails = (index: number): boolean => index < MODELS / 2;
  return {
    version: 1,
    providers: indexes.map((index) => ({
      id: `provider-${index}`,
      dialect: 'openai',
      baseUrl: `http://127.0.0.1:${port}/${fails(index) ? 'e500' : 'small'}/v1`,
      apiKey: 'env:BENCH_API_KEY',
      // Those that fail shall fail each time.
      breaker: { failureThreshold: 10_000, minRequests: 1_000_000 },
    })),
    models: indexes.map((index) => ({ id: modelName(index), provider: `provider-${index}` })),
    chains: indexes.map((index) => ({
      model: modelName(index),
      fallbacks: [modelName((index + MODELS / 2) % MODELS)],
    })),
    policy: { preset: 'immediate' },
    validation: { crossChainCycles: 'warn' },
  };
}

/** The exposition once it counts all of these requests; one is served again for a second. */
async function samplesAfter(count: number): Promise<Samples> {
  return until('every request to be counted', async () => {
    const response = await fetch(`http://127.0.0.1:${agent.controlPort}/metrics`);
    const samples = new Samples(await response.text());
    return samples.sum('requests_total') === count ? samples : null;
  });
}

function* plainOfEach(): Generator<Buffer, void> {
  for (let index = 0; index < MODELS; index++) yield requests.plain(index);
}

beforeAll(async () => {
  const [upstream, port] = await BenchProcess.listening('upstream', './upstream.ts');
  endings.push(() => upstream.end());
  agent = await startAgent(AGENT_MAIN, JSON.stringify(attackedDocument(port)));
  endings.push(() => agent.end());
  requests = new AttackRequests(6);
  const to = { port: agent.port, ...PIPELINE };
  await sendPipelined(plainOfEach(), to);
  before = await samplesAfter(MODELS);
  statuses = await sendPipelined(requests.take(ATTACKS), to);
  await sendPipelined(plainOfEach(), to);
  after = await samplesAfter(ATTACKS + 2 * MODELS);
}, LIMIT_MS);

afterAll(async () => {
  while (endings.length > 0) await endings.pop()?.();
});

/** Sums of a counter by label of the model. */
function byModel(samples: Samples, family: string): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { labels, value } of samples.where(family)) {
    const model = labels.model ?? '';
    sums.set(model, (sums.get(model) ?? 0) + value);
  }
  return sums;
}

describe(`${ATTACKS} requests with names and headers that somebody made up`, () => {
  it('are all answered: served, refused, or no such model', () => {
    expect([...statuses.keys()].sort()).toEqual([200, 400, 404]);
    expect([...statuses.values()].reduce((sum, count) => sum + count, 0)).toBe(ATTACKS);
    expect(statuses.get(404)).toBeGreaterThan(ATTACKS / 2);
  });

  it('leave as many series as the cap allows beside those of the configuration', () => {
    // Lists of fallbacks that no chain holds would make more: the attack has reached the cap.
    expect(after.all.length).toBeGreaterThan(MOST_SERIES);
    expect(after.all.length).toBeLessThanOrEqual(MOST_SERIES + before.all.length);
  });

  it('leave none of their own words in a label', () => {
    const known = new Set(before.all.flatMap(({ labels }) => Object.values(labels)));
    const words = new Set(after.where('requests_total').flatMap(({ labels }) => Object.values(labels)));
    for (const family of ['attempts_total', 'fallbacks_total', 'tokens_total', 'rejections_total']) {
      for (const { labels } of after.where(family)) for (const value of Object.values(labels)) words.add(value);
    }
    expect([...words].filter((word) => !known.has(word)).sort()).toEqual(
      expect.arrayContaining(['bad_request', 'other', 'rejected']),
    );
    expect([...words].filter((word) => /client|tag|agent|header|unknown|evil|MODEL|\s/.test(word))).toEqual([]);
  });

  it('are counted where they are folded', () => {
    expect(after.sum('label_overflow_total', { label: 'model' })).toBeGreaterThan(ATTACKS / 2);
    expect(after.sum('label_overflow_total', { label: 'target' })).toBeGreaterThan(0);
  });

  it('never fold a configured model: each has every request that was made of it', () => {
    const counted = byModel(after, 'requests_total');
    for (const [model, asked] of requests.asked) expect([model, counted.get(model)]).toEqual([model, asked]);
    expect(requests.asked.size).toBe(MODELS);
  });

  it('never fold a step of a configured chain, even when the cap is reached', () => {
    const own = (samples: Samples, index: number): number =>
      samples.sum('attempts_total', { model: modelName(index), provider: `provider-${index}`, position: '0' });
    for (let index = 0; index < MODELS; index++) {
      expect([index, own(after, index)]).toEqual([index, requests.asked.get(modelName(index))]);
    }
  });

  it('take no more memory than what is kept of the newest', async () => {
    expect((await agent.process.usage('collected')).heapBytes).toBeLessThan(MOST_HEAP_BYTES);
  });
});
