import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { DialectName } from '@understudy/contract';
import type { AgentInProcess } from '../kit/agentInProcess.ts';
import { API_SHAPES, type ClientApi } from '../kit/clientApi.ts';
import { startSimTrio, type SimTrio } from '../kit/simTrio.ts';
import { unusedPort } from '../sim/unusedPort.ts';
import { counts, countsOf } from './counts.ts';
import { answerOf, ask, SHORT_DEADLINES, startFaultAgent, textOf, understudyHeaders } from './faultAgent.ts';
import { ESSENTIAL_FAULTS, FURTHER_FAULTS, type HopFault } from './hopFaults.ts';

const PAIRS: readonly [ClientApi, DialectName, DialectName, readonly HopFault[]][] = [
  ['chat', 'openai', 'openai', [...ESSENTIAL_FAULTS, ...FURTHER_FAULTS]],
  ['messages', 'openai', 'openai', ESSENTIAL_FAULTS],
  ['responses', 'openai', 'openai', ESSENTIAL_FAULTS],
  ['chat', 'anthropic', 'openai', ESSENTIAL_FAULTS],
  ['chat', 'google', 'anthropic', ESSENTIAL_FAULTS],
  ['messages', 'anthropic', 'google', ESSENTIAL_FAULTS],
  ['chat', 'azure-openai', 'openai', ESSENTIAL_FAULTS],
];

const MODES = [
  ['stream', true],
  ['whole', false],
] as const;

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

async function expectOneHop(trigger: string, asked: { api: ClientApi; stream: boolean }): Promise<void> {
  const transcript = await ask(agent, asked);

  expect(transcript.status).toBe(200);
  expect(textOf(transcript, asked)).toBe(answerOf('second'));
  expect(transcript.complete).toBe(true);
  if (asked.stream) expect(API_SHAPES[asked.api].endsWhole(transcript)).toBe(true);
  expect(understudyHeaders(transcript)).toEqual({
    'requested-model': 'lead',
    'served-model': 'second',
    fallback: 'true',
    attempts: '2',
    trigger,
  });
  expect(await agent.book.ended(1)).toMatchObject({
    route: 'fallback',
    outcome: 'success',
    trigger,
    servedPosition: 1,
  });
  expect(countsOf(await agent.samples())).toEqual(
    counts({
      requests: ['lead fallback success: 1'],
      attempts: [`lead-up 0 ${trigger}: 1`, 'second-up 1 success: 1'],
      fallbacks: [`lead-up second-up ${trigger}: 1`],
    }),
  );
}

describe.each(PAIRS)('%s, %s fails and %s answers', (api, dialect, fallbackDialect, faults) => {
  describe.each(MODES)('%s', (mode, stream) => {
    it.each(faults.filter(({ only = mode }) => only === mode))('$name', async (fault) => {
      sims.lead.script('lead-up', [fault.behaviour], { repeat: 'last' });
      agent = await startFaultAgent(sims, {
        dialects: [dialect, fallbackDialect],
        lead: fault.silent === true ? { provider: { deadlines: SHORT_DEADLINES } } : {},
      });

      await expectOneHop(fault.trigger, { api, stream });

      const [call] = sims.lead.calls;
      expect(sims.lead.calls).toHaveLength(1);
      expect(sims.second.calls).toHaveLength(1);
      expect(sims.third.calls).toHaveLength(0);
      // A call that one of our timers ended is ended upstream as well.
      if (fault.silent === true) {
        await sims.lead.waitFor(({ id, outcome }) => id === call?.id && outcome === 'client_closed');
      }
    });

    it('a refused connection', async () => {
      agent = await startFaultAgent(sims, {
        dialects: [dialect, fallbackDialect],
        lead: { url: `http://127.0.0.1:${await unusedPort()}` },
      });

      await expectOneHop('connection', { api, stream });

      expect(sims.lead.calls).toHaveLength(0);
      expect(sims.second.calls).toHaveLength(1);
    });
  });
});
