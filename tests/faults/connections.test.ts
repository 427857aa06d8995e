import { Agent } from 'node:http';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { DialectName } from '@understudy/contract';
import type { AgentInProcess } from '../kit/agentInProcess.ts';
import { API_SHAPES } from '../kit/clientApi.ts';
import { exchange } from '../kit/exchange.ts';
import { startSimTrio, type SimTrio } from '../kit/simTrio.ts';
import { ask, PROMPT, startFaultAgent } from './faultAgent.ts';

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

describe('keep-alive', () => {
  it.each<[DialectName, boolean]>([
    ['openai', true],
    ['openai', false],
    ['anthropic', true],
    ['google', false],
  ])('serves one request after the other on one connection each way: %s, stream %s', async (dialect, stream) => {
    agent = await startFaultAgent(sims, { dialects: [dialect] });
    const { path, body } = API_SHAPES.chat;
    const client = new Agent({ keepAlive: true, maxSockets: 1 });
    let connections = 0;
    const createConnection = client.createConnection.bind(client);
    client.createConnection = (...args) => {
      connections += 1;
      return createConnection(...args);
    };

    for (let turn = 0; turn < 20; turn++) {
      const transcript = await exchange(agent.url + path, { agent: client, body: body('lead', PROMPT, stream) });
      expect(transcript.status).toBe(200);
      await agent.book.ended(turn + 1);
    }
    client.destroy();

    expect(connections).toBe(1);
    expect(sims.lead.callCount).toBe(20);
    expect(sims.lead.connections).toBe(1);
  });

  it('keeps the connection of a provider that answers errors', async () => {
    sims.lead.setDefault({ kind: 'error', error: 'rate_limit' });
    agent = await startFaultAgent(sims, { policy: { preset: 'immediate', breaker: { enabled: false } } });

    for (let turn = 0; turn < 10; turn++) expect((await ask(agent)).status).toBe(200);

    expect(sims.lead.callCount).toBe(10);
    expect(sims.lead.connections).toBe(1);
  });
});

describe('the limit of a request body', () => {
  const MEBIBYTE = 1024 * 1024;

  function bodyOf(bytes: number): Buffer {
    const head = `{"model":"lead","messages":[{"role":"user","content":"`;
    const tail = `"}]}`;
    return Buffer.from(head + 'x'.repeat(bytes - head.length - tail.length) + tail);
  }

  it('lets 32 MiB through and answers a byte more with 413 that names the fix', async () => {
    agent = await startFaultAgent(sims);

    const fits = await exchange(`${agent.url}/v1/chat/completions`, { body: bodyOf(32 * MEBIBYTE) });
    const large = await exchange(`${agent.url}/v1/chat/completions`, { body: bodyOf(32 * MEBIBYTE + 1) });

    expect(fits.status).toBe(200);
    expect(sims.lead.calls[0]?.rawBody.length).toBe(32 * MEBIBYTE + '-up'.length);
    expect(large.status).toBe(413);
    expect(large.json()).toMatchObject({
      error: { code: 'body_too_large', message: expect.stringContaining('--max-body-mb') },
    });
    expect(sims.lead.callCount).toBe(1);
    expect(await agent.book.ended(2)).toMatchObject({ outcome: 'rejected', rejection: 'bad_request' });
  });
});
