import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startRedis, type RedisProcess } from '../kit/redisProcess.ts';
import { startSimTrio, type SimTrio } from '../kit/simTrio.ts';
import { until } from '../kit/until.ts';
import { openWorkshop, type Workshop } from '../kit/workshop.ts';
import { ask, call, groupDocument, putChain, spawnAgent, statusOf, untilRevision } from './groupKit.ts';

let sims: SimTrio;
let redis: RedisProcess;
let shop: Workshop;
let config: string;

beforeAll(async () => {
  sims = await startSimTrio();
});
afterAll(() => sims.close());
beforeEach(async () => {
  sims.reset();
  redis = await startRedis();
  shop = await openWorkshop();
  config = await shop.write('understudy.yaml', groupDocument(sims));
});
afterEach(async () => {
  await shop.close();
  await redis.close();
});

describe('a start while Redis is away', () => {
  it('serves what the agent last knew, and takes over what was written since', async () => {
    const store = ['--store', redis.url];
    const a = await (await spawnAgent(shop, 'a', [...store, '--config', config])).ready();
    const b = await (await spawnAgent(shop, 'b', store)).ready();
    await putChain(a, ['third']);
    await untilRevision(b, 2);
    b.kill('SIGTERM');
    expect(await b.exited).toEqual({ code: 0, signal: null });
    await redis.kill();
    const again = await (await spawnAgent(shop, 'b', [...store, '--config', config])).ready();
    expect(again.stderr).toContain('revision 2, as this agent last knew it, is in force');
    sims.lead.setDefault({ kind: 'status', status: 500 });
    expect(await ask(again)).toEqual({ status: 200, served: 'third' });
    await redis.start();
    await until('Redis to be seen', async () => (await statusOf(a)).store.connected);
    expect((await putChain(a, ['second', 'third'])).status).toBe(200);
    await untilRevision(again, 3);
    expect((await ask(again)).served).toBe('second');
  });

  it('for the first time serves its file; Redis, once it is there, is right', async () => {
    const a = await (await spawnAgent(shop, 'a', ['--store', redis.url, '--config', config])).ready();
    await putChain(a, ['third']);
    await redis.kill();
    const fresh = await (await spawnAgent(shop, 'fresh', ['--store', redis.url, '--config', config])).ready();
    expect(fresh.stderr).toContain(`${config} is in force until it comes and says otherwise`);
    sims.lead.setDefault({ kind: 'status', status: 500 });
    expect((await ask(fresh)).served).toBe('second');
    await redis.start();
    await untilRevision(fresh, 2);
    expect((await ask(fresh)).served).toBe('third');
  });

  it('seeds an empty Redis with its file when it comes', async () => {
    await redis.kill();
    const a = await (await spawnAgent(shop, 'a', ['--store', redis.url, '--config', config])).ready();
    // Whether there are created tokens is not known yet, so nobody is let in.
    expect((await call(a, 'get', '/status')).status).toBe(401);
    expect(await ask(a)).toEqual({ status: 200, served: 'lead' });
    await redis.start();
    await untilRevision(a, 1);
    const b = await (await spawnAgent(shop, 'b', ['--store', redis.url])).ready();
    expect(await ask(b)).toEqual({ status: 200, served: 'lead' });
  });

  it('without a file and without anything known is refused with the reason and the fix', async () => {
    await redis.kill();
    const agent = await spawnAgent(shop, 'a', ['--store', redis.url]);
    expect(await agent.exited).toEqual({ code: 2, signal: null });
    expect(agent.stderr).toContain('and this data folder knows no revision of the group');
    expect(agent.stderr).toContain('--config FILE');
  });
});

describe('--managed with Redis', () => {
  it('leaves the document to each agent’s file', async () => {
    const other = await shop.write('other.yaml', { ...groupDocument(sims), chains: [] });
    const managed = ['--store', redis.url, '--managed', '--config'];
    const a = await (await spawnAgent(shop, 'a', [...managed, config])).ready();
    const b = await (await spawnAgent(shop, 'b', [...managed, other])).ready();
    expect((await statusOf(a)).chains).toHaveLength(1);
    expect((await statusOf(b)).chains).toHaveLength(0);
    expect(await redis.cli('EXISTS', 'understudy:{default}:config')).toBe('0');
    expect((await statusOf(a)).store).toMatchObject({ kind: 'redis', connected: true });
  });
});
