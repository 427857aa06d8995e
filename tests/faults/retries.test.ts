import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { AgentInProcess } from '../kit/agentInProcess.ts';
import { startSimTrio, type SimTrio } from '../kit/simTrio.ts';
import type { Behaviour } from '../sim/behaviour.ts';
import { counts, countsOf } from './counts.ts';
import { answerOf, ask, SHORT_DEADLINES, startFaultAgent, textOf, understudyHeaders } from './faultAgent.ts';

const SERVER_ERROR: Behaviour = { kind: 'error', error: 'server_error' };
const rateLimit = (retry: object): Behaviour => ({ kind: 'status', status: 429, ...retry });

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

describe.each([
  ['stream', true],
  ['whole', false],
] as const)('the patient preset, %s', (_mode, stream) => {
  it('answers from the primary after a 500 that came once', async () => {
    sims.lead.script('lead-up', [SERVER_ERROR]);
    agent = await startFaultAgent(sims, { policy: { preset: 'patient' } });

    const transcript = await ask(agent, { stream });

    expect(textOf(transcript, { stream })).toBe(answerOf('lead'));
    expect(understudyHeaders(transcript)).toMatchObject({ fallback: 'false', attempts: '2', 'served-model': 'lead' });
    expect(understudyHeaders(transcript)).not.toHaveProperty('trigger');
    expect(await agent.book.ended(1)).toMatchObject({ route: 'primary', outcome: 'success' });
    expect(agent.book.waits).toEqual([2_000]);
    expect(countsOf(await agent.samples())).toEqual(
      counts({
        requests: ['lead primary success: 1'],
        attempts: ['lead-up 0 server_error: 1', 'lead-up 0 success: 1'],
        retries: ['lead-up server_error: 1'],
      }),
    );
  });

  it('waits 2, 4 and 8 s while a 503 lasts, then falls back', async () => {
    sims.lead.script('lead-up', [{ kind: 'error', error: 'unavailable' }], { repeat: 'last' });
    agent = await startFaultAgent(sims, { policy: { preset: 'patient' } });

    const transcript = await ask(agent, { stream });

    expect(textOf(transcript, { stream })).toBe(answerOf('second'));
    expect(understudyHeaders(transcript)).toMatchObject({ fallback: 'true', attempts: '5', trigger: 'timeout' });
    await agent.book.ended(1);
    expect(agent.book.waits).toEqual([2_000, 4_000, 8_000]);
    expect(sims.lead.calls).toHaveLength(4);
    expect(countsOf(await agent.samples())).toEqual(
      counts({
        requests: ['lead fallback success: 1'],
        attempts: ['lead-up 0 timeout: 4', 'second-up 1 success: 1'],
        fallbacks: ['lead-up second-up timeout: 1'],
        retries: ['lead-up timeout: 3'],
      }),
    );
  });

  it('does not repeat silence that its own timer ended', async () => {
    sims.lead.script('lead-up', [{ kind: 'hang' }], { repeat: 'last' });
    const lead = { provider: { deadlines: SHORT_DEADLINES } };
    agent = await startFaultAgent(sims, { policy: { preset: 'patient' }, lead });

    const transcript = await ask(agent, { stream });

    expect(textOf(transcript, { stream })).toBe(answerOf('second'));
    expect(agent.book.waits).toEqual([]);
    expect(sims.lead.calls).toHaveLength(1);
  });

  it.each(['context_length', 'invalid_key', 'model_not_found', 'insufficient_quota'] as const)(
    'does not retry %s',
    async (error) => {
      sims.lead.script('lead-up', [{ kind: 'error', error }], { repeat: 'last' });
      agent = await startFaultAgent(sims, { policy: { preset: 'patient' } });

      expect(textOf(await ask(agent, { stream }), { stream })).toBe(answerOf('second'));
      expect(sims.lead.calls).toHaveLength(1);
    },
  );
});

describe('Retry-After', () => {
  const patient = { preset: 'patient' } as const;

  it.each<[string, Behaviour, number]>([
    ['in seconds raises the wait', { kind: 'error', error: 'rate_limit', retryAfter: 5 }, 5_000],
    ['below the backoff leaves it', { kind: 'error', error: 'rate_limit', retryAfter: 1 }, 2_000],
    ['in milliseconds raises the wait', rateLimit({ headers: { 'retry-after-ms': '2500' } }), 2_500],
    ['that is missing leaves the backoff', rateLimit({}), 2_000],
    [
      "as the provider's own reset header raises the wait",
      rateLimit({ headers: { 'x-ratelimit-remaining-requests': '0', 'x-ratelimit-reset-requests': '3s' } }),
      3_000,
    ],
  ])('%s', async (_name, behaviour, waitMs) => {
    sims.lead.script('lead-up', [behaviour]);
    agent = await startFaultAgent(sims, { policy: patient });

    expect(textOf(await ask(agent), {})).toBe(answerOf('lead'));
    expect(agent.book.waits).toEqual([waitMs]);
  });

  it('as an HTTP date raises the wait to that moment', async () => {
    sims.lead.script('lead-up', [{ kind: 'error', error: 'rate_limit', retryAfterDateMs: 20_000 }]);
    agent = await startFaultAgent(sims, { policy: patient });

    expect(textOf(await ask(agent), {})).toBe(answerOf('lead'));
    const [wait = 0] = agent.book.waits;
    // The date has whole seconds, and time passes between the answer and its reading.
    expect(wait).toBeGreaterThan(10_000);
    expect(wait).toBeLessThanOrEqual(20_000);
  });

  it.each<[string, Behaviour]>([
    ['seconds', { kind: 'error', error: 'rate_limit', retryAfter: 31 }],
    ['a date', { kind: 'error', error: 'rate_limit', retryAfterDateMs: 120_000 }],
  ])('above maxRetryAfterMs in %s moves on at once', async (_name, behaviour) => {
    sims.lead.script('lead-up', [behaviour], { repeat: 'last' });
    agent = await startFaultAgent(sims, { policy: patient });

    const transcript = await ask(agent);

    expect(textOf(transcript, {})).toBe(answerOf('second'));
    expect(agent.book.waits).toEqual([]);
    expect(understudyHeaders(transcript)).toMatchObject({ attempts: '2', trigger: 'rate_limit' });
  });

  it('of the last step goes to the client where every step is exhausted', async () => {
    for (const sim of sims.all) sim.setDefault({ kind: 'error', error: 'rate_limit', retryAfter: 7 });
    agent = await startFaultAgent(sims);

    const transcript = await ask(agent);

    expect(transcript.status).toBe(429);
    expect(transcript.headers).toMatchObject({ 'retry-after': '7', 'x-should-retry': 'false' });
  });
});

describe("a wait that would pass the client's own deadline", () => {
  it('moves on at once', async () => {
    sims.lead.script('lead-up', [SERVER_ERROR], { repeat: 'last' });
    agent = await startFaultAgent(sims, {
      policy: {
        preset: 'patient',
        triggers: { server_error: { backoffFactor: 5 } },
        deadlines: { totalMs: 7_200_000 },
      },
      // 125 s of the third wait do not fit into what is left of 150 s.
    });

    const transcript = await ask(agent, { headers: { 'x-understudy-timeout-ms': '150000' } });

    expect(textOf(transcript, {})).toBe(answerOf('second'));
    expect(agent.book.waits).toEqual([5_000, 25_000]);
  });
});
