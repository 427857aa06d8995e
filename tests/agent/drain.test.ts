import { Agent } from 'node:http';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { chainDocument, stepAt } from '../kit/chainDocument.ts';
import { API_SHAPES, inBandErrors } from '../kit/clientApi.ts';
import { exchange, Exchange } from '../kit/exchange.ts';
import { until } from '../kit/until.ts';
import type { AgentProcess } from '../kit/agentProcess.ts';
import { openWorkshop, type Workshop } from '../kit/workshop.ts';
import { startSim, type Sim } from '../sim/startSim.ts';

let sim: Sim;
let shop: Workshop;
beforeAll(async () => {
  sim = await startSim();
});
beforeEach(async () => {
  sim.reset();
  shop = await openWorkshop();
});
afterEach(() => shop.close());
afterAll(() => sim.close());

async function startAgent(...args: string[]): Promise<AgentProcess> {
  const document = chainDocument({
    steps: [stepAt(sim, 'lead', 'openai', { provider: { apiKey: 'env:LEAD_API_KEY' } })],
  });
  const config = await shop.write('understudy.json', document);
  return shop.spawn(['--config', config, ...args], { env: { LEAD_API_KEY: 'sk-canary-lead' } }).ready();
}

function stream(agent: AgentProcess): Exchange {
  const { path, body } = API_SHAPES.chat;
  return new Exchange(agent.url + path, { body: body('lead', 'hello', true) });
}

/** True when nobody accepts connections there any more. */
async function refusesConnections(url: string): Promise<boolean> {
  const answer = await exchange(`${url}/v1/models`, { method: 'GET' }).catch(
    (error: unknown) => error as NodeJS.ErrnoException,
  );
  return 'code' in answer && answer.code === 'ECONNREFUSED';
}

describe.each(['SIGTERM', 'SIGINT'] as const)('%s', (signal) => {
  it('stops accepting, lets a running stream end, exits 0', async () => {
    sim.setDefault({ kind: 'ok', tokens: 150, chunkDelayMs: 10 });
    const agent = await startAgent();
    const client = stream(agent);
    await client.reads('data:');

    agent.kill(signal);
    await until('new connections to be refused', () => refusesConnections(agent.url));
    const ready = await exchange(`${agent.controlUrl}/readyz`, { method: 'GET' });
    const transcript = await client.end();

    expect(ready.status).toBe(503);
    expect(transcript.events.at(-1)?.data).toBe('[DONE]');
    expect(inBandErrors('chat', transcript).count).toBe(0);
    expect(await agent.exited).toEqual({ code: 0, signal: null });
    expect(sim.calls[0]?.outcome).toBe('completed');
  });

  it('ends an idle agent at once with 0', async () => {
    const agent = await startAgent();

    agent.kill(signal);

    expect(await agent.exited).toEqual({ code: 0, signal: null });
  });
});

describe('an idle keep-alive connection', () => {
  it('does not hold the end up', async () => {
    const agent = await startAgent();
    const connections = new Agent({ keepAlive: true, maxSockets: 1 });
    await exchange(`${agent.url}/v1/models`, { method: 'GET', agent: connections });

    agent.kill('SIGTERM');

    expect(await agent.exited).toEqual({ code: 0, signal: null });
    connections.destroy();
  });
});

describe('--drain-ms', () => {
  it('cuts what is still open when the time is over; the client sees no whole answer, the provider no reader', async () => {
    sim.setDefault({ kind: 'ok', tokens: 100_000, chunkDelayMs: 10 });
    const agent = await startAgent('--drain-ms', '300');
    const client = stream(agent);
    await client.reads('data:');

    agent.kill('SIGTERM');
    const transcript = await client.end();

    expect(transcript.events.some(({ data }) => data === '[DONE]')).toBe(false);
    expect(transcript.complete && inBandErrors('chat', transcript).count === 0).toBe(false);
    expect(await agent.exited).toEqual({ code: 0, signal: null });
    await sim.waitFor(({ outcome }) => outcome === 'client_closed', 20_000);
  });

  it('is cut short by a second signal', async () => {
    sim.setDefault({ kind: 'hang' });
    const agent = await startAgent();
    const client = stream(agent);
    await sim.waitFor(() => true, 20_000);

    agent.kill('SIGTERM');
    await until('new connections to be refused', () => refusesConnections(agent.url));
    agent.kill('SIGTERM');

    expect((await agent.exited).code).toBe(1);
    client.leave();
  });
});
