import { describe, expect, it } from '@jest/globals';
import { matchPath } from './matchPath.ts';

describe('matchPath', () => {
  it.each([
    // pattern, path, what the star took
    ['api/*', '/api/status', 'status'],
    ['api/*', 'api/status', 'status'],
    ['api/*', '/api/a/b/c', 'a/b/c'],
    ['api/*', '/api/a%2Fb', 'a/b'],
    ['api/*', '/api/a%252Fb', 'a%2Fb'],
    ['api/*', '/api/status/', 'status'],
    ['api/*', '/api/status//', 'status/'],
    ['api/*', '/api//status', '/status'],
    ['api/*', '/api/../admin', '../admin'],
    ['/api/*', '/api/x', 'x'],
    ['api//*', '/api/x', 'x'],
    ['api/%2A', '/api/%252A', undefined],
    ['*', '/anything/at/all', 'anything/at/all'],
    ['*', '/', ''],
    ['some-api', '/some-api', undefined],
    ['some-api/', '/some-api', undefined],
    ['some-api', '/some%2Dapi', undefined],
    ['', '/', undefined],
    ['a/*/c', '/a/b/c', undefined],
    ['a/*/c', '/a/b%2Fd/c', undefined],
  ])('%j takes %j', (pattern, path, rest) => {
    expect(matchPath(pattern, path)).toEqual({ rest });
  });

  it.each([
    ['api/*', '/api'],
    ['api/*', '/api/'],
    ['api/*', '/apis/x'],
    ['api/*', '/API/x'],
    ['api/*', '/'],
    ['api/*', '/api%2Fx'],
    ['api', '/api/x'],
    ['api/chains', '/api/chains/gpt'],
    ['api/chains', '/api%2Fchains'],
    ['a/*/c', '/a/b/d/c'],
    ['a/*/c', '/a/b'],
    ['', '/notexists'],
  ])('%j is no prefix of %j', (pattern, path) => {
    expect(matchPath(pattern, path)).toBeUndefined();
  });

  it('refuses what is no valid encoding', () => {
    expect(matchPath('api/*', '/api/%zz')).toBeUndefined();
    expect(matchPath('api/*', '/%zz/x')).toBeUndefined();
  });

  it('refuses patterns that it does not know', () => {
    expect(() => matchPath('api/:id', '/api/1')).toThrow('knows no parameters');
  });
});
