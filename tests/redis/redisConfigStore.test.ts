import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { StoreUnavailableError } from '../../agent/src/store/storeUnavailable.ts';
import { readRevisionText } from '../../agent/src/store/revisionText.ts';
import { CuttingProxy } from '../kit/cuttingProxy.ts';
import { startRedis, type RedisProcess } from '../kit/redisProcess.ts';
import { until } from '../kit/until.ts';
import { documentOf, openShared, providerOf, type SharedStore } from './storeKit.ts';

let redis: RedisProcess;
let dataDir: string;
const open: SharedStore[] = [];

beforeEach(async () => {
  redis = await startRedis();
  dataDir = await mkdtemp(join(tmpdir(), 'understudy-shared-'));
});
afterEach(async () => {
  for (const shared of open.splice(0)) await shared.close();
  await redis.close();
  await rm(dataDir, { recursive: true, force: true });
});

async function shared(options: Parameters<typeof openShared>[1] = {}): Promise<SharedStore> {
  const opened = await openShared(redis, options);
  open.push(opened);
  return opened;
}

async function closed(one: SharedStore): Promise<void> {
  open.splice(open.indexOf(one), 1);
  await one.close();
}

function write({ store }: SharedStore, name: string, expectedRevision = store.current()?.revision ?? 0) {
  return store.write({ expectedRevision, document: documentOf(name), author: 'ada', reason: `to ${name}` });
}

function untilProvider({ store }: SharedStore, name: string): Promise<unknown> {
  return until(`${name} to be current`, () => providerOf(store.current()?.document) === name);
}

describe('a document that agents share', () => {
  it('is current at each of them after a write at one, with its author and history, and is nobody else’s', async () => {
    const [a, b, other] = [await shared(), await shared(), await shared({ group: 'us' })];
    expect(a.store.current()).toBeUndefined();
    const heard: [number, boolean][] = [];
    b.store.onWrite(({ revision }, own) => heard.push([revision, own]));
    expect(await write(a, 'one')).toMatchObject({ revision: { revision: 1, author: 'ada', reason: 'to one' } });
    await untilProvider(b, 'one');
    expect(await write(b, 'two')).toMatchObject({ revision: { revision: 2 } });
    await untilProvider(a, 'two');
    expect(heard).toEqual([
      [1, false],
      [2, true],
    ]);
    expect(await a.store.revisionNumbers()).toEqual([1, 2]);
    expect((await b.store.revisions()).map(({ revision, reason }) => [revision, reason])).toEqual([
      [2, 'to two'],
      [1, 'to one'],
    ]);
    expect(providerOf((await b.store.revision(1))?.document)).toBe('one');
    expect(await b.store.revision(3)).toBeUndefined();
    expect(other.store.current()).toBeUndefined();
  });

  it('takes one of many writes at once; the others get what came first and can go on from there', async () => {
    const agents = await Promise.all(Array.from({ length: 8 }, () => shared()));
    await Promise.all(
      agents.map(async (agent, number) => {
        for (let done = 0; done < 5;) {
          const result = await write(agent, `p${number}-${done}`);
          if ('conflict' in result) expect(result.conflict).toEqual(agent.store.current());
          else done += 1;
        }
      }),
    );
    const [first] = agents;
    if (first === undefined) throw new Error('no agent');
    const numbers = await first.store.revisionNumbers();
    expect(numbers).toEqual(Array.from({ length: 40 }, (_, index) => index + 1));
    const names = new Set<string | undefined>();
    for (const number of numbers) names.add(providerOf((await first.store.revision(number))?.document));
    expect(names.size).toBe(40);
    for (const agent of agents) await until('agents to agree', () => agent.store.current()?.revision === 40);
  });

  it('keeps the newest revisions and drops older ones', async () => {
    const a = await shared({ keepRevisions: 3 });
    for (const name of ['one', 'two', 'three', 'four', 'five']) await write(a, name);
    expect(await a.store.revisionNumbers()).toEqual([3, 4, 5]);
  });

  it('never holds a secret that is neither a reference nor sealed', async () => {
    const a = await shared();
    const [provider] = documentOf('one').providers;
    if (provider === undefined) throw new Error('no provider');
    const document = { ...documentOf('one'), providers: [{ ...provider, apiKey: 'sk-plain' }] };
    await expect(a.store.write({ expectedRevision: 0, document, author: 'x' })).rejects.toThrow('providers[0].apiKey');
    expect(await redis.cli('KEYS', '*')).toBe('');
  });
});

describe('while Redis is away', () => {
  it('what is in force stays, also over a restart of the agent; writes are refused, and all catch up by themselves', async () => {
    const a = await shared({ dataDir });
    const b = await shared();
    await write(a, 'one');
    await untilProvider(b, 'one');
    await redis.kill();
    await until('the outage to be seen', () => a.store.state().outage !== null);
    await expect(write(a, 'lost')).rejects.toMatchObject({ name: 'StoreUnavailableError', isCertain: true });
    expect(providerOf(a.store.current()?.document)).toBe('one');
    await closed(a);
    const again = await shared({ dataDir });
    expect(again.store.current()).toMatchObject({ revision: 1 });
    expect(again.store.state()).toMatchObject({ kind: 'redis', address: redis.url, outage: expect.anything() });
    await redis.start();
    await again.store.reached();
    await until('the outage to be over', () => b.store.state().outage === null);
    expect(await write(b, 'two')).toMatchObject({ revision: { revision: 2 } });
    await untilProvider(again, 'two');
  });

  it('does not start from the snapshot of another group, nor from one that is damaged', async () => {
    const a = await shared({ dataDir });
    await write(a, 'one');
    await closed(a);
    await redis.kill();
    const other = await shared({ dataDir, group: 'us' });
    expect(other.store.current()).toBeUndefined();
    await closed(other);
    await writeFile(join(dataDir, 'redis-snapshot.json'), '{"version":1,"group":"eu","revi');
    const again = await shared({ dataDir });
    expect(again.store.current()).toBeUndefined();
    expect(again.problems.join()).toContain('redis-snapshot.json cannot be read');
  });

  it('a write whose answer got lost is done once, and its writer told so', async () => {
    const proxy = await new CuttingProxy(redis.port).listen();
    const a = await shared({ port: proxy.port });
    const b = await shared();
    await write(a, 'one');
    proxy.cutAnswerTo('"two"');
    expect(await write(a, 'two')).toMatchObject({ revision: { revision: 2 } });
    expect(proxy.cuts).toBe(1);
    expect(await write(a, 'three')).toMatchObject({ revision: { revision: 3 } });
    await untilProvider(b, 'three');
    expect(await b.store.revisionNumbers()).toEqual([1, 2, 3]);
    proxy.close();
  });

  it('a write whose answer got lost, with Redis out of reach since, says that its end is not known', async () => {
    const proxy = await new CuttingProxy(redis.port).listen();
    const a = await shared({ port: proxy.port });
    const b = await shared();
    await write(a, 'one');
    proxy.cutAnswerTo('"two"', true);
    const refused = await write(a, 'two').catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(StoreUnavailableError);
    expect(refused).toMatchObject({ isCertain: false, message: expect.stringContaining('is not known') });
    await untilProvider(b, 'two');
  });
});

describe('a Redis that lost something', () => {
  it('gets back what is in force where it lost everything, the newest that any agent knows', async () => {
    const [a, b] = [await shared(), await shared()];
    for (const name of ['one', 'two', 'three']) await write(a, name);
    await untilProvider(b, 'three');
    await redis.cli('FLUSHALL');
    await until('the revision to be back', async () => (await redis.cli('GET', 'understudy:{eu}:config')) === '3');
    expect(a.store.current()).toMatchObject({ revision: 3 });
    expect([...a.problems, ...b.problems].filter((problem) => problem.includes('was put back'))).toHaveLength(1);
    expect(await write(b, 'four')).toMatchObject({ revision: { revision: 4 } });
    await untilProvider(a, 'four');
    expect(await b.store.revisionNumbers()).toEqual([3, 4]);
  });

  it('is followed where it went back in time; the lost revision is kept as a file', async () => {
    const a = await shared({ dataDir });
    for (const name of ['one', 'two']) await write(a, name);
    await redis.cli('SET', 'understudy:{eu}:config', '1');
    await untilProvider(a, 'one');
    const lost = await until('the file', async () => (await readdir(dataDir)).find((name) => name.startsWith('lost-')));
    const kept = readRevisionText(await readFile(join(dataDir, lost), 'utf8'));
    expect(kept).toMatchObject({ revision: 2, document: { providers: [{ id: 'two' }] } });
    await until('it to be told', () =>
      a.problems.some((problem) => problem.includes('went back from revision 2 to 1')),
    );
    expect(await write(a, 'other')).toMatchObject({ revision: { revision: 2 } });
    expect(providerOf((await a.store.revision(2))?.document)).toBe('other');
  });

  it('with a revision that this agent cannot read leaves the one before in force, and says so once', async () => {
    const a = await shared({ dataDir });
    await write(a, 'one');
    const told: string[] = [];
    a.store.onUnreadable((problem) => told.push(problem));
    await redis.cli('HSET', 'understudy:{eu}:revisions', '2', 'id\n{"revision":2,"from":"a newer version"}');
    await redis.cli('SET', 'understudy:{eu}:config', '2');
    await until('it to be told', () => told.length > 0);
    expect(providerOf(a.store.current()?.document)).toBe('one');
    expect(told).toEqual([
      `revision 2 at ${redis.url} cannot be used: it does not hold a revision of this version (at at)`,
    ]);
    await expect(write(a, 'two')).rejects.toThrow('a newer revision that this agent cannot use');
    await closed(a);
    const again = await shared({ dataDir });
    expect(providerOf(again.store.current()?.document)).toBe('one');
    await expect(shared()).rejects.toThrow('revision 2 at');
  });

  it('or a key of another kind refuses the start with what Redis says', async () => {
    await redis.cli('SET', 'understudy:{eu}:revisions', 'mine');
    await redis.cli('SET', 'understudy:{eu}:config', '1');
    await expect(shared()).rejects.toThrow('WRONGTYPE');
  });
});
