import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { AgentInProcess } from '../kit/agentInProcess.ts';
import { startSimTrio, type SimTrio } from '../kit/simTrio.ts';
import { until } from '../kit/until.ts';
import { countsOf } from './counts.ts';
import { answerOf, ask, startFaultAgent, textOf, understudyHeaders } from './faultAgent.ts';

/** Two seconds of the test's own time. */
const COOLDOWN_MS = 100_000;

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

function startWithBreaker(): Promise<AgentInProcess> {
  return startFaultAgent(sims, {
    policy: {
      preset: 'immediate',
      breaker: { failureThreshold: 3, cooldownMs: COOLDOWN_MS, maxCooldownMs: COOLDOWN_MS, windowMs: 3_600_000 },
    },
  });
}

function moves(): string[] {
  return agent.book.events.flatMap((event) =>
    event.type === 'circuit-moved' ? [`${event.step.model} ${event.from} ${event.to}`] : [],
  );
}

function leadState(): string | undefined {
  const { engine } = agent.core;
  return engine.breakers.readings(engine.snapshot).find(({ provider }) => provider === 'lead-cloud')?.state;
}

describe.each([
  ['stream', true],
  ['whole', false],
] as const)('a primary that flaps and heals, %s', (_mode, stream) => {
  it('is left alone while its breaker is open, probed once at a time, and returned to', async () => {
    sims.lead.setDefault({ kind: 'error', error: 'server_error' });
    agent = await startWithBreaker();
    const chain = agent.core.engine.snapshot.chains.get('lead');
    const position = (): number => agent.core.engine.breakers.activePosition(chain!);

    for (let turn = 0; turn < 3; turn++) {
      expect(textOf(await ask(agent, { stream }), { stream })).toBe(answerOf('second'));
    }
    expect(leadState()).toBe('open');
    expect(position()).toBe(1);

    const skipped = await ask(agent, { stream });
    expect(understudyHeaders(skipped)).toMatchObject({
      trigger: 'circuit_open',
      attempts: '1',
      'served-model': 'second',
    });
    expect(sims.lead.calls).toHaveLength(3);

    // The probe fails: open again, at once.
    await until('the breaker to half-open', () => leadState() === 'half_open');
    expect(understudyHeaders(await ask(agent, { stream }))).toMatchObject({ trigger: 'server_error', attempts: '2' });
    expect(leadState()).toBe('open');
    expect(sims.lead.calls).toHaveLength(4);

    // Healed, but slow: while one probe is in flight everybody else goes to the fallback.
    sims.lead.setDefault({ kind: 'ok', latencyMs: 1_000 });
    await until('the breaker to half-open again', () => leadState() === 'half_open');
    const probe = ask(agent, { stream });
    await sims.lead.waitFor(({ id }) => id === 5, 20_000);
    const crowd = await Promise.all(Array.from({ length: 7 }, () => ask(agent, { stream })));
    expect(crowd.map((transcript) => textOf(transcript, { stream }))).toEqual(Array(7).fill(answerOf('second')));
    expect(textOf(await probe, { stream })).toBe(answerOf('lead'));
    expect(sims.lead.calls).toHaveLength(5);

    expect(leadState()).toBe('closed');
    expect(position()).toBe(0);
    sims.lead.setDefault({ kind: 'ok' });
    expect(textOf(await ask(agent, { stream }), { stream })).toBe(answerOf('lead'));
    expect(moves()).toEqual([
      'lead closed open',
      'lead open half_open',
      'lead half_open open',
      'lead open half_open',
      'lead half_open closed',
    ]);
    await agent.book.ended(14);
    const samples = await agent.samples();
    expect(samples.sum('circuit_transitions_total', { to: 'open' })).toBe(2);
    expect(samples.sum('circuit_state', { provider: 'lead-cloud', state: 'closed' })).toBe(1);
    expect(samples.sum('chain_next_position', { model: 'lead' })).toBe(0);
    expect(countsOf(samples)).toMatchObject({
      requests: ['lead fallback success: 12', 'lead primary success: 2'],
      attempts: ['lead-up 0 server_error: 4', 'lead-up 0 success: 2', 'second-up 1 success: 12'],
      fallbacks: ['lead-up second-up circuit_open: 8', 'lead-up second-up server_error: 4'],
    });
  });
});

describe('when every breaker is open', () => {
  it('answers 503 with Retry-After at once and calls nobody', async () => {
    for (const sim of sims.all) sim.setDefault({ kind: 'error', error: 'server_error' });
    agent = await startWithBreaker();
    for (let turn = 0; turn < 3; turn++) expect((await ask(agent)).status).toBe(500);
    const before = sims.all.map((sim) => sim.callCount);

    const transcript = await ask(agent);

    expect(transcript.status).toBe(503);
    expect(transcript.json()).toMatchObject({ error: { code: 'circuits_open' } });
    expect(Number(transcript.headers['retry-after'])).toBeGreaterThanOrEqual(1);
    expect(Number(transcript.headers['retry-after'])).toBeLessThanOrEqual(COOLDOWN_MS / 1_000);
    expect(sims.all.map((sim) => sim.callCount)).toEqual(before);
    expect(await agent.book.ended(4)).toMatchObject({
      route: 'fallback',
      outcome: 'error',
      exhausted: true,
      attempts: [],
    });
    const samples = await agent.samples();
    expect(samples.sum('chain_next_position', { model: 'lead' })).toBe(-1);
    expect(samples.sum('requests_total', { model: 'lead', route: 'fallback', outcome: 'error' })).toBe(4);
  });
});
