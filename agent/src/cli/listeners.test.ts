import { describe, expect, it } from '@jest/globals';
import { checkListeners } from './checkListeners.ts';
import { parseDuration } from './duration.ts';
import { formatListenAddress, isLoopback, parseListenAddress, type ListenAddress } from './listenAddress.ts';

function address(text: string): ListenAddress {
  const parsed = parseListenAddress(text);
  if ('problem' in parsed) throw new Error(parsed.problem);
  return parsed;
}

describe('listen addresses', () => {
  it.each([
    ['127.0.0.1:4100', { host: '127.0.0.1', port: 4100 }],
    ['[::1]:0', { host: '::1', port: 0 }],
    ['my-host.local:65535', { host: 'my-host.local', port: 65535 }],
    [':4100', { host: '::', port: 4100 }],
  ])('reads %s', (text, expected) => {
    expect(parseListenAddress(text)).toEqual(expected);
  });

  it.each(['4100', 'host', '::1', '::1:4100', '[::1]', '[x]:1', 'host:65536', 'host:-1', 'a b:1', 'http://x:1', ''])(
    'refuses %j',
    (text) => {
      expect(parseListenAddress(text)).toHaveProperty('problem');
    },
  );

  it('writes IPv6 in brackets', () => {
    expect(formatListenAddress({ host: '::1', port: 1 })).toBe('[::1]:1');
    expect(formatListenAddress({ host: 'a', port: 1 })).toBe('a:1');
  });

  it.each([
    ['127.0.0.1', true],
    ['127.9.9.9', true],
    ['::1', true],
    ['LocalHost', true],
    ['0.0.0.0', false],
    ['::', false],
    ['10.0.0.1', false],
    ['127.0.0.1.evil.example', false],
    ['::ffff:10.0.0.1', false],
  ])('knows whether %s is loopback', (host, loopback) => {
    expect(isLoopback({ host })).toBe(loopback);
  });
});

describe('parseDuration', () => {
  it.each([
    ['500', 500],
    ['30s', 30_000],
    ['1.5m', 90_000],
    ['1 h', 3_600_000],
    ['-1', undefined],
    ['soon', undefined],
    ['', undefined],
  ])('reads %j as %j', (text, ms) => {
    expect(parseDuration(text)).toBe(ms);
  });
});

describe('checkListeners', () => {
  const closed = {
    proxy: address('127.0.0.1:4100'),
    control: address('[::1]:4101'),
    allowAnonymous: false,
    adminToken: undefined,
    viewerToken: undefined,
  };
  const everywhere = { ...closed, proxy: address('0.0.0.0:4100'), control: address(':4101') };
  const clients = [{ id: 'a', key: 'env:A' }];

  it('lets anyone on loopback', () => {
    expect(checkListeners(closed, {})).toEqual([]);
  });

  it('refuses both listeners beyond loopback, with the flag and the fix', () => {
    const findings = checkListeners(everywhere, {});
    expect(findings.map(({ code, path }) => [code, path])).toEqual([
      ['control_without_token', '--control'],
      ['proxy_without_clients', '--proxy'],
    ]);
    expect(findings[0]?.fix).toContain('UNDERSTUDY_ADMIN_TOKEN');
    expect(findings[1]?.fix).toContain('--allow-anonymous');
  });

  it('takes a token that was created for one of the environment', () => {
    expect(checkListeners({ ...everywhere, allowAnonymous: true }, {}, true)).toEqual([]);
    expect(checkListeners({ ...everywhere, allowAnonymous: true }, {}, false)).toHaveLength(1);
  });

  it('is content with a token and with clients, or with --allow-anonymous', () => {
    expect(checkListeners({ ...everywhere, viewerToken: 'x' }, { clients })).toEqual([]);
    expect(checkListeners({ ...everywhere, adminToken: 'x', allowAnonymous: true }, {})).toEqual([]);
    expect(checkListeners({ ...everywhere, adminToken: 'x' }, { clients: [] })).toEqual([]);
  });
});
