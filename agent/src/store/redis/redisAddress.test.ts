import { describe, expect, it } from '@jest/globals';
import { parseRedisAddress, redisLabel } from './redisAddress.ts';

describe('the address of Redis', () => {
  it.each([
    ['redis://cache', { host: 'cache', port: 6379, tls: false, database: 0 }, 'redis://cache:6379'],
    ['rediss://cache:7000/3', { host: 'cache', port: 7000, tls: true, database: 3 }, 'rediss://cache:7000/3'],
    ['redis://[::1]:1/', { host: '::1', port: 1, tls: false, database: 0 }, 'redis://[::1]:1'],
    [
      'redis://app:p%40ss@cache',
      { host: 'cache', username: 'app', password: 'p@ss', port: 6379, tls: false, database: 0 },
      'redis://cache:6379',
    ],
    ['redis://:only@cache', { host: 'cache', password: 'only', port: 6379 }, 'redis://cache:6379'],
  ])('reads %s', (text, expected, label) => {
    const address = parseRedisAddress(text);
    expect(address).toMatchObject(expected);
    if ('problem' in address) throw new Error(address.problem);
    expect(redisLabel(address)).toBe(label);
  });

  it.each([
    ['redis', 'it is no address of Redis'],
    ['http://cache', 'it is no address of Redis'],
    ['redis://', 'it is no address of Redis'],
    ['redis://cache/zero', "what follows the host is no database's number"],
    ['redis://cache/1/2', "what follows the host is no database's number"],
    ['redis://cache?x=1', 'an address of Redis has no ? or # part'],
    ['redis://:s3cret%zz@cache', 'its user or password is not percent-encoded'],
  ])('refuses %s and does not quote it', (text, problem) => {
    expect(parseRedisAddress(text)).toEqual({ problem });
  });
});
