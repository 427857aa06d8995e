import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { DRILL_FAILURES, drillEventSchema, type DrillFailure, getStatus, listEvents } from '@understudy/contract';
import type { AgentProcess } from '../kit/agentProcess.ts';
import { exchange } from '../kit/exchange.ts';
import { startSimTrio, type SimTrio } from '../kit/simTrio.ts';
import { until } from '../kit/until.ts';
import { openWorkshop, type Workshop } from '../kit/workshop.ts';
import { askDrill, drill, drillHistory, openDrill, startDrillAgent } from './drillAgent.ts';
import { WriteClient } from './writeClient.ts';

const WAIT_MS = 2_000;
/** What a busy machine may add. */
const SLACK_MS = 1_500;
const DRILLS_OWN = /^understudy_(synthetic_requests_total|drill_last_success_timestamp_seconds)/;

let sims: SimTrio;
let shop: Workshop;
let agent: AgentProcess;
beforeAll(async () => {
  sims = await startSimTrio();
});
beforeEach(async () => {
  shop = await openWorkshop();
  agent = await startDrillAgent(shop, sims);
});
afterEach(async () => {
  await shop.close();
  sims.reset();
});
afterAll(() => sims.close());

/** The agent's own samples but for those that drills are allowed to move. */
async function productionMetrics(): Promise<string[]> {
  const lines = (await agent.metrics()).split('\n');
  return lines.filter((line) => line.startsWith('understudy_') && !DRILLS_OWN.test(line)).sort();
}

/** Asks the data plane for `lead`. */
async function request(): Promise<number> {
  const body = { model: 'lead', messages: [{ role: 'user', content: 'hello' }] };
  return (await exchange(`${agent.url}/v1/chat/completions`, { body })).status;
}

describe('a drill', () => {
  it('shows the failure, the retry with its wait, the real fallback and the whole time', async () => {
    const result = await drill(agent, { failure: 'rate_limit', message: 'Are you ready?' });

    expect(result.attempts.map(({ model, forced, retry, result: how }) => [model, forced, retry, how])).toEqual([
      ['lead', true, 0, 'rate_limit'],
      ['lead', true, 1, 'rate_limit'],
      ['second', false, 0, 'success'],
    ]);
    expect(result.waits).toEqual([expect.objectContaining({ reason: 'rate_limit', ms: WAIT_MS })]);
    expect(result).toMatchObject({ outcome: 'answered', proved: true, author: 'anonymous', revision: 1 });
    expect(result.answer).toMatchObject({
      model: 'second',
      status: 200,
      text: 'Hello from second-up. You said: Are you ready?',
      usage: { estimated: false },
    });
    expect(result.answer?.costMultiplier).toBeCloseTo(1.5, 1);
    expect(result.durationMs).toBeGreaterThanOrEqual(WAIT_MS - 5);
    expect(result.durationMs).toBeLessThan(WAIT_MS + SLACK_MS);
    expect(sims.lead.calls).toHaveLength(0);
    expect(sims.second.calls).toHaveLength(1);
  });

  it.each(DRILL_FAILURES.filter((failure) => failure !== 'rate_limit'))(
    'of %s is answered by a step that really streams',
    async (failure: DrillFailure) => {
      const result = await drill(agent, { failure, stream: true, failSteps: 2 });
      expect(result).toMatchObject({ outcome: 'answered', proved: true, answer: { model: 'third', position: 2 } });
      expect(result.answer?.firstTokenMs).toBeGreaterThan(0);
      expect([sims.lead.calls.length, sims.second.calls.length, sims.third.calls.length]).toEqual([0, 0, 1]);
    },
  );

  it('moves no production metric, breaker or statistic, whatever comes of it', async () => {
    await request();
    sims.second.script('second-up', [{ kind: 'error', error: 'server_error' }, { kind: 'ok' }], { repeat: 'last' });
    const before = await until('the request to be counted', async () => {
      const lines = await productionMetrics();
      return lines.some((line) => /requests_total\{model="lead".*success"\} 1$/.test(line)) && lines;
    });
    const stats = await exchange(`${agent.controlUrl}/api/v1/fallback-stats`, { method: 'GET' });

    // More failures than a breaker takes.
    for (let n = 0; n < 6; n++) await drill(agent, { failure: 'server_error', failSteps: n === 5 ? 3 : 1 });

    await until('drills to be counted', async () => {
      const samples = await agent.samples();
      const counted = samples.counted('synthetic_requests_total', ['model', 'scenario', 'outcome']);
      return counted.join() === 'lead server_error error: 1,lead server_error success: 5';
    });
    expect(await productionMetrics()).toEqual(before);
    const after = await exchange(`${agent.controlUrl}/api/v1/fallback-stats`, { method: 'GET' });
    expect([after.status, after.text]).toEqual([200, stats.text]);
    expect(await request()).toBe(200);
    expect(sims.lead.calls).toHaveLength(2);
  });

  it('calls a fallback whose breaker is open for the data plane', async () => {
    sims.lead.setDefault({ kind: 'error', error: 'server_error' });
    sims.second.setDefault({ kind: 'error', error: 'server_error' });
    for (let n = 0; n < 6; n++) await request();
    sims.second.setDefault({ kind: 'ok' });
    const calls = sims.second.calls.length;
    expect(await drill(agent, { failure: 'auth' })).toMatchObject({ proved: true, answer: { model: 'second' } });
    expect(sims.second.calls).toHaveLength(calls + 1);
    expect((await agent.samples()).sum('circuit_state', { upstream_model: 'second-up', state: 'open' })).toBe(1);
  });

  it('is limited to ten a minute', async () => {
    for (let n = 0; n < 10; n++) expect((await askDrill(agent, { failure: 'quota' })).status).toBe(200);
    const limited = await askDrill(agent, { failure: 'quota' });
    expect(limited.status).toBe(429);
    expect(Number(limited.headers['retry-after'])).toBeGreaterThan(0);
    expect(limited.headers['content-type']).toContain('application/problem+json');
  });

  it('is refused for what cannot be drilled', async () => {
    expect((await askDrill(agent, { model: 'nobody', failure: 'quota' })).status).toBe(404);
    expect((await askDrill(agent, { model: 'second', failure: 'quota' })).json()).toMatchObject({ code: 'no_chain' });
    expect((await askDrill(agent, { failure: 'quota', failSteps: 4 })).json()).toMatchObject({
      status: 400,
      fix: 'send at most 3',
    });
  });
});

describe('a streamed drill', () => {
  it('tells every event as it happens, in order', async () => {
    const began = performance.now();
    const open = openDrill(agent, { failure: 'rate_limit' });
    await open.reads('event: wait');
    expect(performance.now() - began).toBeLessThan(SLACK_MS);
    expect(open.text).not.toContain('event: hop');
    const { status, headers, events, complete, text } = await open.end();

    expect([status, complete]).toEqual([200, true]);
    expect(headers).toMatchObject({
      'content-type': expect.stringContaining('text/event-stream'),
      'x-accel-buffering': 'no',
    });
    expect(events.map(({ event }) => event)).toEqual([
      'plan',
      'attempt-started',
      'attempt-ended',
      'wait',
      'attempt-started',
      'attempt-ended',
      'hop',
      'attempt-started',
      'attempt-ended',
      'answer',
    ]);
    expect(text.match(/^id: \d+$/gm)).toEqual(events.map((_event, index) => `id: ${index + 1}`));
    const told = events.map(({ data }) => drillEventSchema.parse(JSON.parse(data)));
    expect(told.map(({ type }) => type)).toEqual(events.map(({ event }) => event));
    const last = told.at(-1);
    if (last?.type !== 'answer') throw new Error('no answer');
    expect(last.drill.durationMs).toBeGreaterThanOrEqual(WAIT_MS - 5);
  });

  it('ends with what a client would get where every step fails', async () => {
    const { events } = await openDrill(agent, { failure: 'quota', failSteps: 3 }).end();
    const last = drillEventSchema.parse(JSON.parse(events.at(-1)?.data ?? ''));
    expect(last).toMatchObject({ type: 'exhausted', drill: { outcome: 'exhausted', error: { status: 402 } } });
    expect(sims.all.flatMap(({ calls }) => calls)).toEqual([]);
  });

  it('stops when it is closed: the call upstream ends and nothing more is called', async () => {
    sims.second.script('second-up', [{ kind: 'hang' }], { repeat: 'last' });
    const open = openDrill(agent, { failure: 'quota' });
    await sims.second.waitFor(() => true);
    open.leave();
    await sims.second.waitFor(({ outcome }) => outcome === 'client_closed');
    const [kept] = await until('the drill to be in the history', async () => {
      const drills = await drillHistory(agent);
      return drills.length > 0 && drills;
    });
    expect(kept).toMatchObject({ outcome: 'cancelled', proved: false });
    expect(sims.third.calls).toEqual([]);
    // The chain is free again.
    sims.reset();
    expect((await drill(agent, { failure: 'quota' })).proved).toBe(true);
  });

  it('stops in the middle of a wait', async () => {
    const open = openDrill(agent, { failure: 'rate_limit' });
    await open.reads('event: wait');
    open.leave();
    const [kept] = await until('the drill to be in the history', async () => {
      const drills = await drillHistory(agent);
      return drills.length > 0 && drills;
    });
    expect(kept?.durationMs).toBeLessThan(WAIT_MS);
    expect(sims.second.calls).toEqual([]);
  });
});

describe('what drills proved', () => {
  it('survives a kill: history, the time of the last proof, and numbers that go on', async () => {
    await drill(agent, { failure: 'auth' });
    await drill(agent, { failure: 'quota', failSteps: 3 });
    const before = await drillHistory(agent);
    agent.kill('SIGKILL');
    await agent.exited;

    agent = await startDrillAgent(shop, sims);
    expect(await drillHistory(agent)).toEqual(before);
    expect(await drillHistory(agent, '?model=nobody')).toEqual([]);
    expect(before.map(({ number, proved }) => [number, proved])).toEqual([
      [2, false],
      [1, true],
    ]);
    const [proof] = (await agent.samples()).where('drill_last_success_timestamp_seconds');
    expect(proof).toMatchObject({ labels: { model: 'lead' }, value: Date.parse(before[1]?.at ?? '') / 1_000 });
    expect((await drill(agent, { failure: 'auth' })).number).toBe(3);
  });

  it('does not hold a shutdown up: the drill under way is stopped and kept', async () => {
    const open = openDrill(agent, { failure: 'rate_limit' });
    await open.reads('event: wait');
    agent.kill('SIGTERM');
    const { events } = await open.end();
    expect(events.at(-1)).toMatchObject({ event: 'exhausted', data: expect.stringContaining('shutting down') });
    expect(await agent.exited).toEqual({ code: 0, signal: null });
    agent = await startDrillAgent(shop, sims);
    expect(await drillHistory(agent)).toEqual([expect.objectContaining({ outcome: 'cancelled' })]);
  });

  it('shows in status and events, and is stale once the chain has changed', async () => {
    const client = new WriteClient(agent.controlUrl);
    const chains = async () => (await client.get('/status')).as(getStatus).chains;
    const events = async (kind: string) => (await client.get(`/events?kind=${kind}`)).as(listEvents).items;
    const { at } = await drill(agent, { failure: 'empty_response' });
    expect(await chains()).toEqual([
      expect.objectContaining({ model: 'lead', lastProven: { at, trigger: 'empty_response', stale: false } }),
    ]);
    expect(await events('drill')).toEqual([
      expect.objectContaining({ kind: 'drill', model: 'lead', outcome: 'answered', servedModel: 'second' }),
    ]);
    expect(await events('request')).toEqual([]);

    const url = `${agent.controlUrl}/api/v1/chains/lead`;
    const { headers } = await exchange(url, { method: 'GET' });
    const changed = await exchange(url, {
      method: 'PUT',
      headers: { 'if-match': String(headers.etag) },
      body: { fallbacks: ['third'] },
    });
    expect(changed.status).toBe(200);
    expect((await chains())[0]?.lastProven).toEqual({ at, trigger: 'empty_response', stale: true });
  });
});
