import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { DialectName } from '@understudy/contract';
import type { AgentInProcess } from '../kit/agentInProcess.ts';
import { startSimTrio, type SimTrio } from '../kit/simTrio.ts';
import { until } from '../kit/until.ts';
import type { Behaviour } from '../sim/behaviour.ts';
import { counts, countsOf } from './counts.ts';
import { ask, open, startFaultAgent } from './faultAgent.ts';

const LIMIT_MS = 20_000;

let sims: SimTrio;
let agent: AgentInProcess;
beforeAll(async () => {
  sims = await startSimTrio();
});
afterEach(async () => {
  await agent.close();
  sims.reset();
});
afterAll(() => sims.close());

/** The sim's connection was closed under it, and nobody else was called. */
async function expectCancelledUpstream(): Promise<void> {
  await sims.lead.waitFor(({ outcome }) => outcome === 'client_closed', LIMIT_MS);
  await until('the calls upstream to end', () => sims.lead.inFlight === 0);
  expect(sims.second.calls).toHaveLength(0);
}

describe.each<[DialectName]>([['openai'], ['anthropic'], ['google']])('a client that leaves, %s', (dialect) => {
  it.each<[string, boolean, Behaviour]>([
    ['in silence, stream', true, { kind: 'hang' }],
    ['in silence, whole', false, { kind: 'hang' }],
    ['after the headers, stream', true, { kind: 'hang', after: 'headers' }],
    ['after the headers, whole', false, { kind: 'hang', after: 'headers' }],
    ['among keep-alives', true, { kind: 'comments_only' }],
    ['in the middle of a whole body', false, { kind: 'stall' }],
  ])('%s: the call is cancelled, nobody else is called', async (_name, stream, behaviour) => {
    sims.lead.setDefault(behaviour);
    agent = await startFaultAgent(sims, { dialects: [dialect], policy: { preset: 'patient' } });
    const client = open(agent, { stream });
    await sims.lead.waitFor(() => true, LIMIT_MS);

    client.leave();

    await expectCancelledUpstream();
    expect(await agent.book.ended(1)).toMatchObject({ outcome: 'cancelled', disconnect: 'upstream', status: 499 });
    expect(countsOf(await agent.samples())).toEqual(
      counts({
        requests: ['lead primary cancelled: 1'],
        attempts: ['lead-up 0 cancelled: 1'],
        disconnects: ['lead upstream: 1'],
      }),
    );
  });

  it('in the middle of a stream: the provider is told to stop', async () => {
    sims.lead.setDefault({ kind: 'ok', tokens: 10_000, chunkDelayMs: 5 });
    agent = await startFaultAgent(sims, { dialects: [dialect] });
    const client = open(agent, { stream: true });
    await client.reads('data:');

    client.leave();

    await expectCancelledUpstream();
    const record = await agent.book.ended(1);
    expect(record).toMatchObject({ outcome: 'cancelled', disconnect: 'streaming' });
    expect(record.usage).not.toBeNull();
    expect(countsOf(await agent.samples())).toEqual(
      counts({
        requests: ['lead primary cancelled: 1'],
        attempts: ['lead-up 0 cancelled: 1'],
        disconnects: ['lead streaming: 1'],
      }),
    );
  });

  it('in a wait before a retry: no further call is made', async () => {
    sims.lead.setDefault({ kind: 'error', error: 'rate_limit', retryAfter: 3_000 });
    agent = await startFaultAgent(sims, {
      dialects: [dialect],
      policy: { preset: 'patient', maxRetryAfterMs: 3_600_000 },
    });
    const client = open(agent);
    await until('the wait to begin', () => agent.book.waits.length === 1);

    client.leave();

    expect(await agent.book.ended(1)).toMatchObject({ outcome: 'cancelled', disconnect: 'upstream' });
    expect(sims.lead.calls).toHaveLength(1);
    expect(sims.second.calls).toHaveLength(0);
  });
});

describe('a client that leaves', () => {
  it('at the fallback: the step after it is not called', async () => {
    sims.lead.setDefault({ kind: 'error', error: 'server_error' });
    sims.second.setDefault({ kind: 'hang' });
    agent = await startFaultAgent(sims);
    const client = open(agent);
    await sims.second.waitFor(() => true, LIMIT_MS);

    client.leave();

    await sims.second.waitFor(({ outcome }) => outcome === 'client_closed', LIMIT_MS);
    expect(await agent.book.ended(1)).toMatchObject({ outcome: 'cancelled', route: 'fallback' });
    expect(sims.third.calls).toHaveLength(0);
  });

  it('is no failure of the provider: the breaker stays closed', async () => {
    sims.lead.setDefault({ kind: 'hang' });
    agent = await startFaultAgent(sims, { policy: { preset: 'immediate', breaker: { failureThreshold: 1 } } });
    const client = open(agent);
    await sims.lead.waitFor(() => true, LIMIT_MS);
    client.leave();
    await agent.book.ended(1);

    sims.lead.setDefault({ kind: 'ok' });
    expect((await ask(agent)).headers['x-understudy-served-model']).toBe('lead');
  });

  it('one of a storm of 100: nothing stays in flight', async () => {
    sims.lead.setDefault({ kind: 'stall' });
    agent = await startFaultAgent(sims);
    const clients = Array.from({ length: 100 }, (_, at) => open(agent, { stream: at % 2 === 0 }));
    await until('all calls to arrive', () => sims.lead.callCount === 100);

    for (const client of clients) client.leave();

    await agent.book.ended(100);
    await until('the calls upstream to end', () => sims.lead.inFlight === 0);
    const samples = await agent.samples();
    expect(samples.sum('inflight_requests')).toBe(0);
    expect(samples.sum('requests_total', { outcome: 'cancelled' })).toBe(100);
    expect(samples.sum('attempts_total', { result: 'cancelled' })).toBe(100);
    expect(samples.sum('client_disconnects_total')).toBe(100);
  });
});
