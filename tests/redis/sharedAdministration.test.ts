import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { AuditEntry } from '@understudy/contract';
import type { AgentProcess } from '../kit/agentProcess.ts';
import { startRedis, type RedisProcess } from '../kit/redisProcess.ts';
import { startSimTrio, type SimTrio } from '../kit/simTrio.ts';
import { until } from '../kit/until.ts';
import { openWorkshop, type Workshop } from '../kit/workshop.ts';
import { groupDocument, spawnAgent } from './groupKit.ts';

const ADMIN = 'admin-token-of-the-test';

let sims: SimTrio;
let redis: RedisProcess;
let shop: Workshop;

beforeAll(async () => {
  sims = await startSimTrio();
});
afterAll(() => sims.close());
beforeEach(async () => {
  redis = await startRedis();
  shop = await openWorkshop();
});
afterEach(async () => {
  await shop.close();
  await redis.close();
});

async function spawn(name: string): Promise<AgentProcess> {
  const config = await shop.write('understudy.yaml', groupDocument(sims));
  const env = { UNDERSTUDY_ADMIN_TOKEN: ADMIN };
  return spawnAgent(shop, name, ['--store', redis.url, '--group', 'eu', '--config', config], { env });
}

interface Call {
  readonly body?: unknown;
  readonly ifMatch?: string;
  readonly token?: string;
}

function api(agent: AgentProcess, method: string, path: string, { body, ifMatch, token = ADMIN }: Call = {}) {
  return fetch(`${agent.controlUrl}/api/v1${path}`, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(ifMatch === undefined ? {} : { 'if-match': ifMatch }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

async function audit(agent: AgentProcess): Promise<AuditEntry[]> {
  return ((await (await api(agent, 'GET', '/audit')).json()) as { items: AuditEntry[] }).items;
}

const putChain = (agent: AgentProcess, fallbacks: readonly string[]): Promise<Response> =>
  api(agent, 'PUT', '/chains/lead', { body: { fallbacks }, ifMatch: '*' });

describe('the audit of agents that share a store', () => {
  it('has one entry of the start of three agents, and says who noted what, over a crash', async () => {
    const spawned = await Promise.all(['a', 'b', 'c'].map(spawn));
    const [a, b] = await Promise.all(spawned.map((agent) => agent.ready()));
    if (a === undefined || b === undefined) throw new Error('no agents');
    expect((await putChain(a, ['third'])).status).toBe(200);
    await until('the entry at another agent', async () => (await audit(b)).length === 2);
    a.kill('SIGKILL');
    await a.exited;
    expect((await putChain(b, ['nobody'])).status).toBe(400);
    expect(
      (await audit(b)).map(({ id, action, outcome, revision, instance }) => [id, action, outcome, revision, instance]),
    ).toEqual([
      [3, 'putChain', 'refused', null, 'b'],
      [2, 'putChain', 'done', 2, 'a'],
      [1, 'start', 'done', 1, expect.stringMatching(/^[abc]$/)],
    ]);
  });

  it('holds what was refused while Redis was away', async () => {
    const a = await (await spawn('a')).ready();
    await redis.kill();
    await until('writes to be refused', async () => (await putChain(a, ['third'])).status === 503);
    const answer = await api(a, 'GET', '/audit');
    expect([answer.status, await answer.json()]).toMatchObject([503, { code: 'store_unavailable' }]);
    await redis.start();
    const entries = await until('the audit to be there', async () => {
      const found = await api(a, 'GET', '/audit');
      return found.status === 200 && ((await found.json()) as { items: AuditEntry[] }).items;
    });
    expect(entries).toContainEqual(expect.objectContaining({ action: 'putChain', outcome: 'refused', status: 503 }));
    expect(new Set(entries.map(({ id }) => id)).size).toBe(entries.length);
  });
});

describe('created tokens of agents that share a store', () => {
  it('let in everywhere until they are revoked anywhere, also over a restart without Redis', async () => {
    const [a, b] = await Promise.all([await spawn('a'), await spawn('b')].map((agent) => agent.ready()));
    if (a === undefined || b === undefined) throw new Error('no agents');
    const created = await api(a, 'POST', '/tokens', { body: { name: 'visitor', role: 'viewer' } });
    const { token, resource } = (await created.json()) as { token: string; resource: { id: string } };
    const entered = async (agent: AgentProcess): Promise<number> =>
      (await api(agent, 'GET', '/status', { token })).status;
    await until('the token to be known', async () => (await entered(b)) === 200);
    // The copy follows in the background; a kill before it would find an agent that does not know the token.
    const copy = join(shop.path('b'), 'redis-tokens.json');
    await until('the copy of it', async () => (await readFile(copy, 'utf8').catch(() => '')).includes(resource.id));

    await redis.kill();
    b.kill('SIGKILL');
    await b.exited;
    const again = await (await spawn('b')).ready();
    expect(await entered(again)).toBe(200);
    expect((await api(again, 'DELETE', `/tokens/${resource.id}`)).status).toBe(503);
    expect((await api(again, 'POST', '/tokens', { body: { name: 'x', role: 'viewer' } })).status).toBe(503);
    expect(await entered(a)).toBe(200);

    await redis.start();
    await until('the token to be revoked', async () => (await api(again, 'DELETE', `/tokens/${resource.id}`)).ok);
    expect(await entered(again)).toBe(401);
    await until('it to be revoked everywhere', async () => (await entered(a)) === 401);
  });
});
