import { hostname } from 'node:os';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  getEvent,
  getFallbackStats,
  getOverview,
  getStatus,
  listChains,
  listDrills,
  listModels,
  validateChain,
  type DrillEvent,
  type Endpoint,
  type EndpointResult,
} from '@understudy/contract';
import type { AgentProcess } from '../kit/agentProcess.ts';
import { chainDocument, stepAt } from '../kit/chainDocument.ts';
import { sseEvents } from '../kit/sseEvents.ts';
import { until } from '../kit/until.ts';
import { openWorkshop, type Workshop } from '../kit/workshop.ts';
import { startSim, type Sim } from '../sim/startSim.ts';

const NAMED = 'checkout-7c9f';
const ONE_RETRY = { enabled: true, retries: 1, backoffFactor: 1 };

let shop: Workshop;
let sim: Sim;
let args: string[];
let agent: AgentProcess;
let firstId: string;

/** A local provider needs no key, and a plain one would have to be sealed. */
const KEYLESS = { location: 'local', apiKey: undefined } as const;

beforeAll(async () => {
  shop = await openWorkshop();
  sim = await startSim();
  const gone = { id: 'lead', url: 'http://127.0.0.1:9', provider: KEYLESS };
  const policy = {
    preset: 'immediate',
    triggers: { connection: ONE_RETRY },
    breaker: { failureThreshold: 4 },
  } as const;
  const document = chainDocument({ steps: [gone, stepAt(sim, 'second', 'openai', { provider: KEYLESS })], policy });
  args = ['--config', await shop.write('understudy.yaml', document), '--instance', NAMED];
  agent = await shop.spawn(args).ready();
  firstId = await ask();
  await ask();
  await ask();
});
afterAll(async () => {
  await shop.close();
  await sim.close();
});

/** Sends a request; answers its id. */
async function ask(): Promise<string> {
  const response = await fetch(`${agent.url}/v1/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'lead', messages: [{ role: 'user', content: 'hi' }] }),
  });
  await response.arrayBuffer();
  expect(response.status).toBe(200);
  return response.headers.get('x-understudy-request-id') ?? '';
}

/** Reads an endpoint; the answer has to be what the contract says. */
async function read<E extends Endpoint>(endpoint: E, path: string, body?: unknown): Promise<EndpointResult<E>> {
  const response = await fetch(`${agent.controlUrl}/api/v1${path}`, {
    method: endpoint.method.toUpperCase(),
    ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  });
  expect(response.status).toBe(endpoint.success.status);
  return endpoint.success.body?.parse(await response.json()) as EndpointResult<E>;
}

describe('what the pages ask an agent', () => {
  it('status: its name, what opened the breaker, since when, and who uses it', async () => {
    const { agent: about, breakers, breakersTotal, warnings, currency } = await read(getStatus, '/status');
    expect(about.instance).toBe(NAMED);
    expect(breakers[0]).toMatchObject({
      ...{ provider: 'lead-cloud', state: 'open', openedBy: 'connection', attempts: 4, failures: 4 },
      ...{ chains: 1, usedBy: ['lead'] },
    });
    expect(Date.parse(breakers[0]?.openSince ?? '')).toBeLessThanOrEqual(Date.now());
    expect([breakersTotal, warnings, currency.display]).toEqual([2, { fallbackRate: 0.1, costMultiplier: 2 }, 'USD']);
  });

  it('an event: the calls, the wait and the hop of a request, also after a restart', async () => {
    const before = await read(getEvent, `/events/${firstId}`);
    expect(before.log?.attempts.map(({ position, retry, result }) => [position, retry, result])).toEqual([
      [0, 0, 'connection'],
      [0, 1, 'connection'],
      [1, 0, 'success'],
    ]);
    expect(before.log?.waits).toMatchObject([{ position: 0, reason: 'connection', retry: 1 }]);
    expect(before.log?.waits[0]?.ms).toBeGreaterThan(900);
    expect(before.log?.hops).toMatchObject([{ from: 'lead', to: 'second', skipped: false }]);
    agent.kill('SIGTERM');
    await agent.exited;
    agent = await shop.spawn(args.slice(0, 2)).ready();
    expect(await read(getEvent, `/events/${firstId}`)).toEqual(before);
    const { agent: about } = await read(getStatus, '/status');
    expect(about.instance).toBe(hostname());
  });

  it('overview, chains and models: the same day in three tables', async () => {
    const id = await ask();
    await until('the request to be counted', async () => {
      const response = await fetch(`${agent.controlUrl}/api/v1/events/${id}`);
      return response.ok;
    });
    const [overview, stats] = [await read(getOverview, '/overview'), await read(getFallbackStats, '/fallback-stats')];
    expect(overview.models[0]).toMatchObject(stats.stats[0] ?? {});
    expect(overview.models[0]).toMatchObject({ fallbacks: [{ model: 'second', count: 4 }], fallbackRate: 1 });
    expect(overview.total).toMatchObject({ requests: 4, fallbacks: 4, fallbackAnswers: 4 });
    const chains = await read(listChains, '/chains?provider=lead-cloud');
    expect(chains).toMatchObject({ total: 1, counts: { all: 1, notProven: 1 } });
    expect(chains.items[0]?.status).toMatchObject({
      preset: 'immediate',
      today: { totalRequests: 4, fallbackCount: 4 },
    });
    const models = await read(listModels, '/models');
    expect(models.items[1]?.status).toMatchObject({ health: 'healthy', recent: { failures: 0 }, blockedBy: null });
  });

  it('the chain editor: findings of one chain', async () => {
    const found = await read(validateChain, '/config/validate-chain', { model: 'lead', fallbacks: ['lead', 'nobody'] });
    expect(found).toMatchObject({ valid: false, revision: 1 });
    expect(found.findings.map(({ short, about }) => [short, about?.[0]?.step])).toEqual([
      ['There is no model nobody.', 2],
      ['lead is already the primary.', 1],
    ]);
  });

  it('a drill: its plan first, and how many are left', async () => {
    const response = await fetch(`${agent.controlUrl}/api/v1/drills`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
      body: JSON.stringify({ model: 'lead', failure: 'connection' }),
    });
    const events = sseEvents(await response.text()).map(({ data }) => JSON.parse(data) as DrillEvent);
    expect(events[0]).toMatchObject({ type: 'plan', waitMs: 1_000, steps: [{ waitsMs: [1_000] }, { forced: false }] });
    expect(events.at(-1)).toMatchObject({ type: 'answer', drill: { proved: true } });
    const { limit, items } = await read(listDrills, '/drills');
    expect(limit).toMatchObject({ limit: 10, remaining: 9 });
    expect(items).toHaveLength(1);
    expect((await read(listChains, '/chains?proven=true')).total).toBe(1);
  });
});
