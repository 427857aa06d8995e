import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { DialectName, Trigger } from '@understudy/contract';
import type { AgentInProcess } from '../kit/agentInProcess.ts';
import { API_SHAPES, inBandErrors, type ClientApi } from '../kit/clientApi.ts';
import { startSimTrio, type SimTrio } from '../kit/simTrio.ts';
import type { Behaviour } from '../sim/behaviour.ts';
import { counts, countsOf } from './counts.ts';
import { answerOf, ask, SHORT_DEADLINES, startFaultAgent, textOf, understudyHeaders } from './faultAgent.ts';

const PAIRS: readonly [ClientApi, DialectName][] = [
  ['chat', 'openai'],
  ['messages', 'anthropic'],
  ['responses', 'openai'],
  ['chat', 'anthropic'],
  ['chat', 'google'],
  ['messages', 'openai'],
];

/** Faults after content; `silent`: one of the agent's own timers ends it. */
const BREAKS: readonly { name: string; behaviour: Behaviour; trigger: Trigger; silent?: true }[] = [
  { name: 'cut', behaviour: { kind: 'cut', afterChunks: 2 }, trigger: 'connection' },
  { name: 'ended without a finish reason', behaviour: { kind: 'end', afterChunks: 2 }, trigger: 'connection' },
  { name: 'stalled', behaviour: { kind: 'stall', afterChunks: 2 }, trigger: 'timeout', silent: true },
  { name: 'with a bad chunk', behaviour: { kind: 'bad_chunk', afterChunks: 2 }, trigger: 'invalid_response' },
  {
    name: 'with an error event',
    behaviour: { kind: 'stream_error', error: 'server_error', afterChunks: 2 },
    trigger: 'server_error',
  },
];

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

describe.each(PAIRS)('a committed stream of %s over %s', (api, dialect) => {
  it.each(BREAKS)(
    '$name is told as broken, never closed as if it were whole',
    async ({ behaviour, trigger, silent }) => {
      sims.lead.script('lead-up', [behaviour], { repeat: 'last' });
      const lead = silent === true ? { provider: { deadlines: { idleMs: SHORT_DEADLINES.idleMs } } } : {};
      agent = await startFaultAgent(sims, { dialects: [dialect], lead });

      const transcript = await ask(agent, { api, stream: true });

      expect(transcript.status).toBe(200);
      const text = textOf(transcript, { api, stream: true });
      expect(text).not.toBe('');
      expect(answerOf('lead').startsWith(text)).toBe(true);
      expect(text).not.toBe(answerOf('lead'));
      const shape = API_SHAPES[api];
      expect(inBandErrors(api, transcript)).toEqual({ count: 1, isLast: true });
      expect(shape.endsWhole(transcript)).toBe(false);
      expect(transcript.text).not.toContain('[DONE]');
      expect(understudyHeaders(transcript)).toEqual({
        'requested-model': 'lead',
        'served-model': 'lead',
        fallback: 'false',
        attempts: '1',
      });
      expect(sims.lead.calls).toHaveLength(1);
      expect(sims.second.calls).toHaveLength(0);
      expect(await agent.book.ended(1)).toMatchObject({ route: 'primary', outcome: 'error', exhausted: false });
      expect(countsOf(await agent.samples())).toEqual(
        counts({
          requests: ['lead primary error: 1'],
          attempts: [`lead-up 0 ${trigger}: 1`],
          interruptions: [`lead-up ${trigger}: 1`],
        }),
      );
    },
  );
});

describe('a stream that ends after its finish reason', () => {
  it.each<[ClientApi, DialectName]>([
    ['chat', 'openai'],
    ['messages', 'openai'],
    ['chat', 'google'],
  ])('is whole for %s over %s: only [DONE] is missing', async (api, dialect) => {
    sims.lead.script('lead-up', [{ kind: 'no_done' }]);
    agent = await startFaultAgent(sims, { dialects: [dialect] });

    const transcript = await ask(agent, { api, stream: true });

    expect(textOf(transcript, { api, stream: true })).toBe(answerOf('lead'));
    expect(inBandErrors(api, transcript).count).toBe(0);
    expect(await agent.book.ended(1)).toMatchObject({ outcome: 'success', servedPosition: 0 });
  });

  it.each<[ClientApi, DialectName]>([
    ['messages', 'anthropic'],
    ['chat', 'anthropic'],
    ['responses', 'openai'],
  ])('is a cut for %s over %s: the dialect has a terminal event of its own', async (api, dialect) => {
    sims.lead.script('lead-up', [{ kind: 'no_done' }]);
    agent = await startFaultAgent(sims, { dialects: [dialect] });

    const transcript = await ask(agent, { api, stream: true });

    expect(inBandErrors(api, transcript)).toEqual({ count: 1, isLast: true });
    expect(await agent.book.ended(1)).toMatchObject({ outcome: 'error', servedPosition: 0 });
  });
});

describe('the deadline of the whole request', () => {
  it.each<[ClientApi, DialectName]>([
    ['chat', 'openai'],
    ['messages', 'openai'],
  ])('ends a committed stream of %s over %s with an error event, and the call upstream', async (api, dialect) => {
    sims.lead.setDefault({ kind: 'ok', tokens: 10_000, chunkDelayMs: 10 });
    agent = await startFaultAgent(sims, { dialects: [dialect] });

    // 1.5 s of the test's own time.
    const transcript = await ask(agent, { api, stream: true, headers: { 'x-understudy-timeout-ms': '75000' } });

    expect(textOf(transcript, { api, stream: true })).not.toBe('');
    expect(inBandErrors(api, transcript)).toEqual({ count: 1, isLast: true });
    expect(API_SHAPES[api].endsWhole(transcript)).toBe(false);
    await sims.lead.waitFor(({ outcome }) => outcome === 'client_closed', 20_000);
    expect(await agent.book.ended(1)).toMatchObject({ outcome: 'error', route: 'primary', exhausted: false });
    expect(countsOf(await agent.samples())).toMatchObject({
      attempts: ['lead-up 0 timeout: 1'],
      interruptions: ['lead-up timeout: 1'],
    });
  });
});
