import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { ConfigDocument } from '@understudy/contract';
import { startAgentInProcess, type AgentInProcess } from '../kit/agentInProcess.ts';
import { chainDocument, stepAt } from '../kit/chainDocument.ts';
import type { Transcript } from '../kit/exchange.ts';
import { startSimTrio, type SimTrio } from '../kit/simTrio.ts';
import { answerOf, ask, open, textOf } from './faultAgent.ts';

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

/** The chain's primary now at one sim, now at the other, with another fallback each time. */
function documentAt(turn: number): ConfigDocument {
  const [primary, fallback] = turn % 2 === 0 ? [sims.lead, sims.second] : [sims.second, sims.third];
  return chainDocument({ steps: [stepAt(primary, 'lead'), stepAt(fallback, turn % 2 === 0 ? 'second' : 'third')] });
}

describe('a configuration swapped under load', () => {
  it('drops no request, whole or streamed', async () => {
    for (const sim of sims.all) sim.setDefault({ kind: 'ok', latencyMs: 10, chunkDelayMs: 2 });
    agent = await startAgentInProcess({ document: documentAt(0) });
    const transcripts: Transcript[] = [];
    let swapping = true;
    const clients = Array.from({ length: 10 }, async (_, at) => {
      while (swapping) transcripts.push(await ask(agent, { stream: at % 2 === 0 }));
    });

    for (let turn = 1; turn <= 40; turn++) {
      agent.apply(documentAt(turn));
      const seen = transcripts.length;
      // The next swap when requests have been answered on this one.
      while (transcripts.length < seen + 5) await new Promise((resolve) => setTimeout(resolve, 2));
    }
    swapping = false;
    await Promise.all(clients);

    expect(transcripts.length).toBeGreaterThan(200);
    for (const transcript of transcripts) {
      expect(transcript).toMatchObject({ status: 200, complete: true });
      const stream = transcript.headers['content-type']?.includes('event-stream') === true;
      expect(textOf(transcript, { stream })).toBe(answerOf('lead'));
      expect(transcript.headers['x-understudy-fallback']).toBe('false');
    }
    expect(sims.lead.callCount + sims.second.callCount).toBe(transcripts.length);
  });

  it('lets a stream end on the provider that it began with, also where that one is gone from the document', async () => {
    sims.lead.setDefault({ kind: 'ok', tokens: 40, chunkDelayMs: 10 });
    agent = await startAgentInProcess({ document: documentAt(0) });
    const client = open(agent, { stream: true });
    await client.reads('data:');

    agent.apply(chainDocument({ steps: [stepAt(sims.third, 'other')] }));

    const transcript = await client.end();
    expect(transcript.events.at(-1)?.data).toBe('[DONE]');
    expect(await agent.book.ended(1)).toMatchObject({ outcome: 'success' });
    expect((await ask(agent)).status).toBe(404);
  });
});
