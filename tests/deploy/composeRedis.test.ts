import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startComposeRedis, type ComposeRedis } from './composeRedis.ts';
import { environmentOf, SERVICES, VARIABLES } from './composeServices.ts';

let redis: ComposeRedis;
beforeAll(async () => {
  redis = await startComposeRedis();
});
afterAll(() => redis.close());

describe('Redis of docker-compose.yml', () => {
  it.each([
    ['appendonly', 'yes'],
    ['appendfsync', 'always'],
    ['save', ''],
    ['maxmemory', String(256 * 1024 * 1024)],
    ['maxmemory-policy', 'noeviction'],
  ])('runs with %s %s', async (name, value) => {
    expect(await redis.cli('CONFIG', 'GET', name)).toBe(`${name}\n${value}`.trimEnd());
  });

  it('lets nobody in without the password of .env, and is told by its health check', async () => {
    const password = VARIABLES.UNDERSTUDY_STORE_PASSWORD;
    expect(environmentOf('agent-a')['UNDERSTUDY_STORE_PASSWORD']).toBe(password);
    expect(await redis.cli('CONFIG', 'GET', 'requirepass')).toBe(`requirepass\n${password}`);
    expect(await redis.health()).toBe(0);
    expect(await redis.health({})).not.toBe(0);
    expect(await redis.health({ REDISCLI_AUTH: 'another' })).not.toBe(0);
  });

  it('is reached by its own network alone, as a user of no rights, and keeps its data', () => {
    expect(SERVICES['redis']?.ports).toBeUndefined();
    expect(SERVICES['redis']?.user).toBe('valkey');
    expect(SERVICES['redis']?.volumes).toMatchObject([{ type: 'volume', source: 'redis-data', target: '/data' }]);
  });

  it('is shared by two agents, each with data of its own', () => {
    const [a, b] = [environmentOf('agent-a'), environmentOf('agent-b')];
    expect(a).toMatchObject({ UNDERSTUDY_STORE: 'redis://redis:6379', UNDERSTUDY_GROUP: 'shared' });
    expect({ ...b, UNDERSTUDY_INSTANCE: 'agent-a' }).toEqual(a);
    expect(b['UNDERSTUDY_INSTANCE']).toBe('agent-b');
    expect(environmentOf('agent')).not.toHaveProperty('UNDERSTUDY_STORE');
    const data = ['agent', 'agent-a', 'agent-b'].map(
      (name) => SERVICES[name]?.volumes?.find(({ target }) => target === '/data')?.source,
    );
    expect(new Set(data).size).toBe(3);
  });
});
