import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { parseRedisAddress } from '../../agent/src/store/redis/redisAddress.ts';
import { openRedisLink, type RedisLink, type RedisLinkOptions } from '../../agent/src/store/redis/redisLink.ts';
import { StoreUnavailableError } from '../../agent/src/store/storeUnavailable.ts';
import { CuttingProxy } from '../kit/cuttingProxy.ts';
import { startRedis, type RedisProcess } from '../kit/redisProcess.ts';
import { until } from '../kit/until.ts';

let redis: RedisProcess;
const links: RedisLink[] = [];
const told: string[] = [];

beforeEach(async () => {
  redis = await startRedis();
  told.length = 0;
});
afterEach(async () => {
  for (const link of links.splice(0)) link.close();
  await redis.close();
});

async function linked(url = redis.url, options: Partial<RedisLinkOptions> = {}): Promise<RedisLink> {
  const address = parseRedisAddress(url);
  if ('problem' in address) throw new Error(address.problem);
  const link = await openRedisLink({
    address,
    group: 'eu',
    instance: 'a',
    patienceMs: 1_000,
    onDown: (problem) => told.push(`down: ${problem}`),
    onBack: () => told.push('back'),
    ...options,
  });
  links.push(link);
  return link;
}

describe('the connection to Redis', () => {
  it('answers commands and scripts with keys of its group', async () => {
    const link = await linked();
    expect(link.outage).toBeNull();
    expect(await link.script("return redis.call('SET', KEYS[1], ARGV[1])", ['x'], ['1'])).toBe('OK');
    expect(await link.command('GET', 'understudy:{eu}:x')).toBe('1');
    expect(told).toEqual([]);
  });

  it('says within its patience that Redis is away, once, refuses commands, and comes by itself when Redis does', async () => {
    await redis.kill();
    const link = await linked();
    expect(link.outage).toMatchObject({ problem: expect.stringContaining('ECONNREFUSED') });
    await expect(link.command('PING')).rejects.toThrow(StoreUnavailableError);
    await expect(link.command('PING')).rejects.toThrow(`Redis at ${redis.url} cannot be used: connect ECONNREFUSED`);
    expect(told).toHaveLength(1);
    let ups = 0;
    link.onUp(() => (ups += 1));
    await redis.start();
    await until('the link to be up', () => ups === 1);
    expect(await link.command('PING')).toBe('PONG');
    expect(told).toEqual([expect.stringMatching(/^down: /), 'back']);
  });

  it('hears its channels again after a crash of Redis, before it says that Redis is back', async () => {
    const link = await linked();
    const messages: string[] = [];
    await link.subscribe('news', (message) => messages.push(message));
    await redis.kill();
    await until('the outage to be seen', () => link.outage !== null);
    link.onUp(() => void link.command('PUBLISH', link.channel('news'), 'after'));
    await redis.start();
    await until('the message to be heard', () => messages.includes('after'));
    expect(messages).toEqual(['after']);
  });

  it('does not hear a group of the same name in another database', async () => {
    const [first, second] = [await linked(), await linked(`${redis.url}/2`)];
    const messages: string[] = [];
    for (const [name, link] of Object.entries({ first, second })) {
      await link.subscribe('news', (message) => messages.push(`${name} hears ${message}`));
    }
    for (const link of [second, first]) await link.command('PUBLISH', link.channel('news'), link.label);
    await until('both to be heard', () => messages.length >= 2);
    expect(messages).toEqual([`second hears ${redis.url}/2`, `first hears ${redis.url}`]);
  });

  it('does not wait for a Redis that keeps its connection and answers nothing', async () => {
    const link = await linked(redis.url, { commandMs: 200 });
    redis.freeze();
    await expect(link.command('PING')).rejects.toThrow('it did not answer in time');
    expect(link.outage).toMatchObject({ problem: 'it did not answer in time' });
    redis.thaw();
    await until('the link to be up', () => link.outage === null);
    expect(await link.command('PING')).toBe('PONG');
    expect(told).toEqual(['down: it did not answer in time', 'back']);
  });

  it('leaves a connection that is dead without having been closed, however much is asked of it', async () => {
    const proxy = await new CuttingProxy(redis.port).listen();
    const link = await linked(`redis://127.0.0.1:${proxy.port}`, { commandMs: 200 });
    proxy.swallow();
    const asking = setInterval(() => void link.command('PING').catch(() => undefined), 20);
    await until('a connection of its own', () => proxy.connections > 1);
    await until('the link to be up', () => link.outage === null);
    clearInterval(asking);
    expect(await link.command('PING')).toBe('PONG');
    proxy.close();
  });

  it('does not count as there while Redis reads its data', async () => {
    await redis.cli('EVAL', "for i = 1, 300000 do redis.call('SET', 'k' .. i, i) end", '0');
    const link = await linked();
    const refusals: string[] = [];
    link.onUp(() => void link.command('GET', 'k1').catch((error: unknown) => refusals.push(String(error))));
    await redis.kill();
    await until('the outage to be seen', () => link.outage !== null);
    await redis.start();
    await until('the link to be up', () => link.outage === null);
    expect(await link.command('GET', 'k300000')).toBe('300000');
    expect(refusals).toEqual([]);
  });

  it('names a wrong password with the fix, and never the password', async () => {
    await redis.cli('CONFIG', 'SET', 'requirepass', 'right');
    const link = await linked(redis.url.replace('://', '://:wr0ng-one@'));
    expect(link.label).toBe(redis.url);
    expect(told.join()).toContain('WRONGPASS');
    expect(told.join()).not.toContain('wr0ng-one');
    await expect(link.command('PING')).rejects.toMatchObject({
      fix: 'Check the user and password of --store and UNDERSTUDY_STORE_PASSWORD.',
    });
    const other = await linked(redis.url.replace('://', '://:right@'));
    expect(other.outage).toBeNull();
  });

  it('tells what Redis refuses as a refusal, and stays connected', async () => {
    const link = await linked();
    await redis.cli('CONFIG', 'SET', 'maxmemory', '1');
    await expect(link.command('SET', link.key('x'), 'y')).rejects.toMatchObject({
      message: expect.stringContaining('OOM'),
      fix: 'Give Redis more memory; its policy must be noeviction.',
    });
    expect(link.outage).toBeNull();
  });
});
