import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { DialectName } from '@understudy/contract';
import type { AgentInProcess } from '../kit/agentInProcess.ts';
import { startSimTrio, type SimTrio } from '../kit/simTrio.ts';
import { inBandErrors } from '../kit/clientApi.ts';
import { until } from '../kit/until.ts';
import { open, startFaultAgent } from './faultAgent.ts';

/** Some 20 MB of events: far more than sockets and buffers between the sim and its reader hold. */
const TOKENS = 100_000;
const LIMIT_MS = 60_000;

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

/** Waits until the sim has sent nothing more for a while: it is held back. */
async function standsStill(forMs = 400): Promise<number> {
  let last = -1;
  let since = Date.now();
  await until(
    'the provider to be held back',
    () => {
      const sent = sims.lead.calls[0]?.bytesSent ?? 0;
      if (sent !== last) since = Date.now();
      last = sent;
      return sent > 0 && Date.now() - since > forMs;
    },
    LIMIT_MS,
  );
  return last;
}

describe.each<[DialectName]>([['openai'], ['anthropic']])('a slow reader of a long stream over %s', (dialect) => {
  it(
    'holds the provider back, again and again, and gets everything in the end',
    async () => {
      sims.lead.setDefault({ kind: 'ok', tokens: TOKENS });
      agent = await startFaultAgent(sims, { dialects: [dialect] });
      const client = open(agent, { stream: true, fields: { max_tokens: TOKENS } });
      await client.pause();

      const first = await standsStill();
      const memory = process.memoryUsage().external;
      await client.resume();
      await until('the provider to go on', () => (sims.lead.calls[0]?.bytesSent ?? 0) > first + 1_000_000, LIMIT_MS);
      await client.pause();
      const second = await standsStill();
      expect(sims.lead.calls[0]?.outcome).toBe('pending');
      expect(process.memoryUsage().external - memory).toBeLessThan(64 * 1024 * 1024);
      await client.resume();
      const transcript = await client.end();

      expect(second).toBeGreaterThan(first);
      expect(transcript.complete).toBe(true);
      expect(inBandErrors('chat', transcript).count).toBe(0);
      expect(transcript.events.at(-1)?.data).toBe('[DONE]');
      expect(sims.lead.calls[0]?.outcome).toBe('completed');
      expect(await agent.book.ended(1)).toMatchObject({
        outcome: 'success',
        usage: { output: TOKENS, estimated: false },
      });
    },
    LIMIT_MS,
  );

  it(
    'is not taken for a silent provider: the idle timer rests while it reads nothing',
    async () => {
      sims.lead.setDefault({ kind: 'ok', tokens: TOKENS });
      // 4 s of the test's own time: more than a busy machine ever leaves the process without its turn.
      agent = await startFaultAgent(sims, {
        dialects: [dialect],
        lead: { provider: { deadlines: { idleMs: 200_000 } } },
      });
      const client = open(agent, { stream: true, fields: { max_tokens: TOKENS } });
      await client.pause();
      await standsStill(5_000);

      await client.resume();

      expect((await client.end()).events.at(-1)?.data).toBe('[DONE]');
      expect(await agent.book.ended(1)).toMatchObject({ outcome: 'success' });
    },
    LIMIT_MS,
  );
});
