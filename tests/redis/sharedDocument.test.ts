import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { getHealth } from '@understudy/contract';
import type { AgentProcess } from '../kit/agentProcess.ts';
import { startRedis, type RedisProcess } from '../kit/redisProcess.ts';
import { startSimTrio, type SimTrio } from '../kit/simTrio.ts';
import { until } from '../kit/until.ts';
import { openWorkshop, type Workshop } from '../kit/workshop.ts';
import { ask, call, groupDocument, putChain, spawnAgent, statusOf, untilRevision } from './groupKit.ts';

const PASSWORD = 'canary-of-redis-0123456789';
const env = { UNDERSTUDY_STORE_PASSWORD: PASSWORD, SHOP_API_KEY: 'a-long-client-key' };

let sims: SimTrio;
let redis: RedisProcess;
let shop: Workshop;

beforeAll(async () => {
  sims = await startSimTrio();
});
afterAll(() => sims.close());
beforeEach(async () => {
  sims.reset();
  redis = await startRedis(['--requirepass', PASSWORD]);
  shop = await openWorkshop();
});
afterEach(async () => {
  await shop.close();
  await redis.close();
});

async function group(names: readonly string[]): Promise<AgentProcess[]> {
  const config = await shop.write('understudy.yaml', {
    ...groupDocument(sims),
    policy: { preset: 'immediate', breaker: { cooldownMs: 1_000 } },
  });
  const args = ['--store', redis.url, '--group', 'eu', '--config', config];
  const agents = await Promise.all(names.map((name) => spawnAgent(shop, name, args, { env })));
  return Promise.all(agents.map((agent) => agent.ready()));
}

describe('agents that share a store', () => {
  it('that start at once make one first revision, and each serves it', async () => {
    const agents = await group(['a', 'b', 'c']);
    for (const agent of agents) {
      expect((await statusOf(agent)).config.revision).toBe(1);
      expect(await ask(agent)).toEqual({ status: 200, served: 'lead' });
    }
    const [first] = agents;
    if (first === undefined) throw new Error('no agent');
    expect((await statusOf(first)).store).toEqual({
      ...{ kind: 'redis', address: redis.url, connected: true, since: null, problem: null },
    });
  });

  it('serve at once what was written at one of them, and a stale write at another is refused with what is there', async () => {
    const [a, b] = await group(['a', 'b']);
    if (a === undefined || b === undefined) throw new Error('no agents');
    sims.lead.setDefault({ kind: 'status', status: 500 });
    expect((await ask(b)).served).toBe('second');
    const { etag } = await call(b, 'get', '/chains/lead');
    expect((await putChain(a, ['third'])).status).toBe(200);
    await untilRevision(b, 2);
    expect((await ask(b)).served).toBe('third');
    const stale = await call(b, 'put', '/chains/lead', { fallbacks: [] }, { 'if-match': etag });
    expect(stale.status).toBe(412);
    expect(stale.text).toContain('third');
  });

  it('know at once of a circuit that one of them opened, and of its closing', async () => {
    const [a, b] = await group(['a', 'b']);
    if (a === undefined || b === undefined) throw new Error('no agents');
    const circuitAt = async (agent: AgentProcess): Promise<string | undefined> =>
      (await statusOf(agent)).breakers.find(({ provider }) => provider === 'lead-cloud')?.state;
    sims.lead.setDefault({ kind: 'status', status: 500 });
    await until('the circuit to open at a', async () => {
      await ask(a);
      return (await circuitAt(a)) === 'open';
    });
    await until('b to know', async () => (await circuitAt(b)) === 'open');
    const called = sims.lead.callCount;
    expect(await ask(b)).toEqual({ status: 200, served: 'second' });
    expect(sims.lead.callCount).toBe(called);
    sims.lead.setDefault({ kind: 'ok' });
    await until('the circuit to close at both', async () => {
      await ask(b);
      return (await circuitAt(a)) === 'closed' && (await circuitAt(b)) === 'closed';
    });
    expect((await ask(a)).served).toBe('lead');
  });

  it('answer every request while Redis is killed, frozen and away; say so; refuse writes, and go on by themselves', async () => {
    const [a, b] = await group(['a', 'b']);
    if (a === undefined || b === undefined) throw new Error('no agents');
    const answers: number[] = [];
    let isOver = false;
    const traffic = [a, b].map(async (agent) => {
      while (!isOver) answers.push((await ask(agent)).status);
    });
    await until('some traffic', () => answers.length > 20);
    redis.freeze();
    await until('the silence to be seen', async () => !(await statusOf(a)).store.connected);
    await redis.kill();
    const status = await statusOf(a);
    expect(status.store).toMatchObject({ kind: 'redis', connected: false, problem: expect.any(String) });
    const refused = await putChain(a, ['third']);
    expect(refused.status).toBe(503);
    expect(refused.headers.get('retry-after')).toBe('5');
    expect(refused.problem()).toMatchObject({ code: 'store_unavailable', fix: expect.stringContaining('serves on') });
    const health = (await call(b, 'get', '/health')).as(getHealth);
    expect(health.status).toBe('degraded');
    expect((await fetch(`${a.controlUrl}/readyz`)).status).toBe(200);
    expect((await a.samples()).sum('understudy_store_connected', { store: 'redis' })).toBe(0);
    await redis.start();
    await until('Redis to be seen', async () => (await statusOf(a)).store.connected);
    expect((await putChain(a, ['third'])).status).toBe(200);
    await untilRevision(b, 2);
    isOver = true;
    await Promise.all(traffic);
    expect(new Set(answers)).toEqual(new Set([200]));
    for (const agent of [a, b]) expect(`${agent.stdout}${agent.stderr}`).not.toContain(PASSWORD);
  });

  it('accept what one of them could not: it keeps its own and says so', async () => {
    const [a] = await group(['a']);
    if (a === undefined) throw new Error('no agent');
    const withClients = { ...groupDocument(sims), clients: [{ id: 'shop', key: 'env:SHOP_API_KEY' }] };
    const { etag } = await call(a, 'get', '/config');
    expect((await call(a, 'put', '/config', withClients, { 'if-match': etag })).status).toBe(200);
    const open = await spawnAgent(shop, 'open', ['--store', redis.url, '--group', 'eu'], { env, proxy: '0.0.0.0:0' });
    await open.ready();
    const again = await call(a, 'get', '/config');
    const without = await call(a, 'put', '/config', groupDocument(sims), { 'if-match': again.etag });
    expect(without.status).toBe(200);
    await until('the refusal to be told', () => open.stdout.includes('the new configuration was refused'));
    expect((await statusOf(open)).config.revision).toBe(2);
    expect((await statusOf(a)).config.revision).toBe(3);
    const url = new URL(open.url);
    const answer = await fetch(`http://127.0.0.1:${url.port}/v1/models`);
    expect(answer.status).toBe(401);
  });
});
