import { describe, expect, it } from '@jest/globals';
import { proxiedPlugin, proxyPathOf } from './proxyPathOf.ts';

const PATH = '/api/plugin-proxy/some-app/api/../x//y/./z%2F..%2Fw/';

describe('proxyPathOf', () => {
  it('leaves dots and slashes as they were sent in 12.4', () => {
    expect(proxyPathOf(PATH, { resolvesDots: false })).toBe('api/../x//y/./z%2F..%2Fw/');
  });

  it('resolves plain ones in newer releases, encoded ones stay', () => {
    expect(proxyPathOf(PATH, { resolvesDots: true })).toBe('/x/y/z%2F..%2Fw');
  });

  it.each([
    ['/api/plugin-proxy/some-app', 'some-app', ''],
    ['/api/plugin-proxy/some-app/', 'some-app', ''],
    ['/api/plugin-proxy/some-app/api', 'some-app', 'api'],
  ])('%s', (path, plugin, rest) => {
    expect(proxiedPlugin(path)).toBe(plugin);
    expect(proxyPathOf(path, { resolvesDots: false })).toBe(rest);
  });

  it('is for calls of the proxy only', () => {
    expect(proxiedPlugin('/api/plugins/some-app/settings')).toBeUndefined();
  });
});
