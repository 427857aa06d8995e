import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { TokenKeeper } from '../../agent/src/control/tokenKeeper.ts';
import type { RedisLink, RedisLinkOptions } from '../../agent/src/store/redis/redisLink.ts';
import { openRedisTokenStore } from '../../agent/src/store/redis/redisTokenStore.ts';
import { StoreUnavailableError } from '../../agent/src/store/storeUnavailable.ts';
import { tokenDigest, type StoredToken } from '../../agent/src/store/tokens/storedToken.ts';
import type { TokenStore } from '../../agent/src/store/tokens/tokenStore.ts';
import { RedisLinks } from '../kit/redisLinks.ts';
import { startRedis, type RedisProcess } from '../kit/redisProcess.ts';
import { until } from '../kit/until.ts';

const KEY = 'understudy:{eu}:tokens';
/** There is nobody to wait for. */
const AWAY = { patienceMs: 300 };

interface Agent {
  readonly link: RedisLink;
  readonly store: TokenStore;
  readonly dataDir: string;
}

let redis: RedisProcess;
let folder: string;
let links: RedisLinks;
const stores: TokenStore[] = [];
const problems: string[] = [];

beforeEach(async () => {
  redis = await startRedis();
  links = new RedisLinks();
  folder = await mkdtemp(join(tmpdir(), 'understudy-tokens-'));
  problems.length = 0;
});
afterEach(async () => {
  for (const store of stores.splice(0)) await store.close();
  links.close();
  await redis.close();
  await rm(folder, { recursive: true });
});

async function agent(dataDir?: string, options: Partial<RedisLinkOptions> = {}, pollMs = 60_000): Promise<Agent> {
  const own = dataDir ?? (await mkdtemp(join(folder, 'agent-')));
  const link = await links.open(redis.url, options);
  const store = await openRedisTokenStore(link, {
    dataDir: own,
    pollMs,
    onProblem: (problem) => problems.push(problem),
  });
  stores.push(store);
  return { link, store, dataDir: own };
}

/** As its process ends. */
async function ended({ link, store }: Agent): Promise<void> {
  await store.close();
  link.close();
}

function tokenOf(text: string, over: Partial<StoredToken> = {}): StoredToken {
  const at = '2026-01-01T00:00:00.000Z';
  const life = { createdAt: at, createdBy: 'ada', expiresAt: null };
  return { id: `id-${text}`, name: text, role: 'viewer', digest: tokenDigest(text), ...life, ...over };
}

const names = ({ store }: Agent): string[] => store.list().map(({ name }) => name);

describe('tokens in Redis', () => {
  it('are valid at every agent of the group within a moment, and revoked at all', async () => {
    const [one, two] = [await agent(), await agent()];
    const elsewhere = await agent(undefined, { group: 'us' });
    expect([one.store.known, names(one)]).toEqual([true, []]);
    await one.store.add(tokenOf('ust_a'));
    expect(one.store.find('ust_a')).toMatchObject({ name: 'ust_a' });
    await until('the other agent to know it', () => two.store.find('ust_a'));
    expect(await two.store.remove('id-ust_a')).toBe(true);
    expect(two.store.find('ust_a')).toBeNull();
    await until('the first agent to forget it', () => one.store.find('ust_a') === null);
    expect(names(elsewhere)).toEqual([]);
    expect(problems).toEqual([]);
  });

  it('are there for an agent that comes later, as digests only', async () => {
    await (await agent()).store.add(tokenOf('ust_secret', { id: '1', name: 'ci' }));
    const later = await agent();
    expect(later.store.find('ust_secret')).toMatchObject({ name: 'ci' });
    await later.store.close();
    const copy = await readFile(join(later.dataDir, 'redis-tokens.json'), 'utf8');
    const shared = await redis.cli('GET', KEY);
    for (const text of [copy, shared]) {
      expect(text).toContain(tokenDigest('ust_secret'));
      expect(text).not.toContain('ust_secret');
    }
  });

  it('are all kept where agents add at the same time', async () => {
    const [one, two, three] = [await agent(), await agent(), await agent()];
    const all = Array.from({ length: 30 }, (_, at) => `t${at}`);
    await Promise.all(
      [one, two, three].flatMap(({ store }, at) =>
        all.slice(at * 10, at * 10 + 10).map((name) => store.add(tokenOf(name))),
      ),
    );
    for (const each of [one, two, three]) {
      await until('all tokens to be known', () => names(each).length === 30);
      expect(names(each).toSorted()).toEqual(all.toSorted());
    }
  });

  it('come to the right end when asked again, because the answer was lost', async () => {
    const { store } = await agent();
    await store.add(tokenOf('a'));
    await store.add(tokenOf('a'), () => {
      throw new Error('a rule is not asked about what is done');
    });
    expect(store.list()).toHaveLength(1);
    expect([await store.remove('id-a'), await store.remove('id-a')]).toEqual([true, false]);
  });

  it('hold the rules over the whole group: names, and the last admin', async () => {
    const keepers = [await agent(), await agent()].map(
      ({ store }) =>
        new TokenKeeper({
          store,
          adminOutside: () => false,
          authenticated: () => true,
          now: () => Date.UTC(2026, 0, 1),
        }),
    );
    const META = { author: 'ada', dryRun: false };
    const outcomes = async (work: readonly Promise<unknown>[]) =>
      (await Promise.allSettled(work)).map(({ status }) => status).toSorted();
    expect(await outcomes(keepers.map((keeper) => keeper.create({ name: 'x', role: 'admin' }, META)))).toEqual([
      'fulfilled',
      'rejected',
    ]);
    await keepers[0]?.create({ name: 'y', role: 'admin' }, META);
    await until('both to know both', () => keepers.every((keeper) => keeper.list().length === 2));
    const ids = keepers[0]?.list().map(({ id }) => id) ?? [];
    expect(await outcomes(keepers.map((keeper, at) => keeper.revoke(ids[at] ?? '', { dryRun: false })))).toEqual([
      'fulfilled',
      'rejected',
    ]);
  });
});

describe('tokens while Redis is away', () => {
  it('stay in force, cannot be written, and catch up', async () => {
    const [one, two] = [await agent(), await agent()];
    await one.store.add(tokenOf('a'));
    await until('both to know it', () => names(two).length === 1);
    await redis.kill();
    await expect(one.store.add(tokenOf('b'))).rejects.toThrow(StoreUnavailableError);
    await expect(one.store.remove('id-a')).rejects.toThrow(StoreUnavailableError);
    expect([names(one), names(two)]).toEqual([['a'], ['a']]);
    await redis.start();
    await until('the link to be up', () => one.link.outage === null);
    await one.store.remove('id-a');
    await until('the other agent to catch up', () => names(two).length === 0);
  });

  it('are known after a restart, from the copy', async () => {
    const one = await agent();
    await one.store.add(tokenOf('a'));
    await ended(one);
    await redis.kill();
    const again = await agent(one.dataDir, AWAY);
    expect([again.store.known, names(again), problems]).toEqual([true, ['a'], []]);
    await redis.start();
    const two = await agent();
    await two.store.add(tokenOf('b'));
    await until('the agent to catch up', () => names(again).length === 2);
  });

  it('are not known without a copy, which is told; nobody takes that for "no tokens"', async () => {
    const one = await agent();
    await one.store.add(tokenOf('a'));
    await redis.kill();
    const fresh = await agent(undefined, AWAY);
    expect([fresh.store.known, names(fresh)]).toEqual([false, []]);
    expect(problems).toEqual([expect.stringContaining('not known until Redis is there')]);
    const otherGroup = await agent(one.dataDir, { ...AWAY, group: 'us' });
    expect([otherGroup.store.known, names(otherGroup)]).toEqual([false, []]);
    await redis.start();
    await until('the tokens to come', () => fresh.store.known);
    expect(names(fresh)).toEqual(['a']);
  });

  it('are not waited for long where Redis is silent; what was done all the same comes to light', async () => {
    const [one, two] = [await agent(undefined, { commandMs: 300 }), await agent()];
    await one.store.add(tokenOf('a'));
    redis.freeze();
    await expect(one.store.add(tokenOf('b'))).rejects.toThrow(StoreUnavailableError);
    expect(one.store.find('a')).not.toBeNull();
    redis.thaw();
    await until('writing to be possible', () =>
      one.store.add(tokenOf('b')).then(
        () => true,
        () => false,
      ),
    );
    await until('both to agree', () => names(one).join() === 'a,b' && names(two).join() === 'a,b');
  });

  it('are as Redis has them also where nobody said that they changed', async () => {
    const [one, other] = [await agent(undefined, {}, 50), await agent()];
    await other.store.add(tokenOf('a'));
    await until('the token to be known', () => names(one).join() === 'a');
    await redis.cli('SET', KEY, '{"version":1,"tokens":[]}');
    await until('the change to be seen', () => names(one).join() === '');
    expect(one.store.known).toBe(true);
  });

  it('are put back where Redis lost them', async () => {
    const [one, two] = [await agent(), await agent()];
    await one.store.add(tokenOf('a'));
    await until('both to know it', () => names(two).length === 1);
    await redis.kill();
    await rm(join(redis.folder, 'appendonlydir'), { recursive: true });
    await redis.start();
    await until('the tokens to be back', async () => (await redis.cli('EXISTS', KEY)) === '1');
    expect([names(one), names(two)]).toEqual([['a'], ['a']]);
    await until('that to be told', () => problems.length === 1);
    expect(problems).toEqual([expect.stringContaining('was lost')]);
  });
});

describe('damaged tokens', () => {
  it.each([
    ['{"version":1,"tokens":[{"digest":"hunter2"}]}', 'holds no tokens'],
    ['', 'holds no tokens'],
  ])('are refused by name at a start: %j', async (text, words) => {
    await redis.cli('SET', KEY, text);
    const refused = agent();
    await expect(refused).rejects.toThrow(`${KEY} in Redis at ${redis.url} ${words}`);
    await expect(refused).rejects.not.toThrow('hunter2');
    expect(await redis.cli('GET', KEY)).toBe(text);
  });

  it('are refused by name at a start where the key is something else', async () => {
    await redis.cli('HSET', KEY, 'a', 'b');
    await expect(agent()).rejects.toThrow(`${KEY} in Redis at ${redis.url} is a hash`);
  });

  it.each([
    ["redis.call('SET', KEYS[1], '{}')", 'holds no tokens that can be read', 'string'],
    ["redis.call('DEL', KEYS[1]) redis.call('HSET', KEYS[1], 'a', 'b')", 'is a hash', 'hash'],
  ])('leave what was in force, are told once and never replaced: %s', async (damage, words, type) => {
    const { link, store } = await agent();
    await store.add(tokenOf('a'));
    await redis.cli('EVAL', damage, '1', KEY);
    for (const _ of [1, 2]) await link.command('PUBLISH', link.channel('tokens-changed'), '');
    await until('the damage to be told', () => problems.length > 0);
    await expect(store.add(tokenOf('b'))).rejects.toThrow(StoreUnavailableError);
    await expect(store.remove('id-a')).rejects.toThrow(KEY);
    expect(store.list().map(({ name }) => name)).toEqual(['a']);
    expect(problems).toEqual([expect.stringContaining(words)]);
    expect(await redis.cli('TYPE', KEY)).toBe(type);
    await redis.cli('DEL', KEY);
    await until('the tokens to be put back', async () => (await redis.cli('GET', KEY)).includes(tokenDigest('a')));
  });

  it('of the copy are refused while Redis is away, and written anew when it is there', async () => {
    const one = await agent();
    await one.store.add(tokenOf('a'));
    await ended(one);
    const path = join(one.dataDir, 'redis-tokens.json');
    await writeFile(path, '{"tokens"');
    await redis.kill();
    await expect(agent(one.dataDir, AWAY)).rejects.toThrow(`${path} holds no tokens that can be read`);
    await redis.start();
    const again = await agent(one.dataDir);
    expect(names(again)).toEqual(['a']);
    await again.store.close();
    expect(await readFile(path, 'utf8')).toContain(tokenDigest('a'));
    expect(problems).toEqual([expect.stringContaining('redis-tokens.json cannot be read')]);
  });
});
