import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { matchRoute } from './matchRoute.ts';
import type { OrgRole } from './orgRole.ts';
import type { PluginRoute } from './pluginRoute.ts';

const route = (path: string, more: Partial<PluginRoute> = {}): PluginRoute => ({
  path,
  url: `http://${path}`,
  ...more,
});

function match(routes: readonly PluginRoute[], method: string, path: string, role: OrgRole = 'Admin'): string {
  const result = matchRoute(routes, { method, path, role });
  return result.kind === 'route' ? `${result.route.url} ${result.rest}` : result.kind;
}

describe('matchRoute', () => {
  it('takes the first route that fits, however narrow a later one is', () => {
    const routes = [route('some-api/*'), route('some-api/instances/*')];
    expect(match(routes, 'GET', '/some-api/instances/one')).toBe('http://some-api/* instances/one');
    expect(match([...routes].reverse(), 'GET', '/some-api/instances/one')).toBe('http://some-api/instances/* one');
  });

  it.each([
    [undefined, 'PUT', 'http://a '],
    ['', 'PUT', 'http://a '],
    ['*', 'PUT', 'http://a '],
    ['PUT', 'PUT', 'http://a '],
    ['PUT', 'GET', 'none'],
    ['put', 'PUT', 'none'],
    ['GET,PUT', 'PUT', 'none'],
  ])('compares the method exactly: %j with %s', (method, asked, wanted) => {
    expect(match([route('a', method === undefined ? {} : { method })], asked, '/a')).toBe(wanted);
  });

  it.each([
    ['Editor', 'Viewer', 'denied'],
    ['Editor', 'Editor', 'http://a '],
    ['Editor', 'Admin', 'http://a '],
    ['Admin', 'Editor', 'denied'],
    ['', 'Viewer', 'http://a '],
    ['Nobody', 'Viewer', 'http://a '],
  ] as const)('a route for %j and a %s', (reqRole, role, wanted) => {
    expect(match([route('a', { reqRole })], 'GET', '/a', role)).toBe(wanted);
  });

  it('refuses by the first route that fits, also where a later one would allow', () => {
    expect(match([route('a', { reqRole: 'Admin' }), route('*')], 'GET', '/a', 'Viewer')).toBe('denied');
  });
});

describe('routes of plugin.json', () => {
  const { routes } = JSON.parse(readFileSync(join(import.meta.dirname, '../../../plugin/src/plugin.json'), 'utf8')) as {
    routes: PluginRoute[];
  };
  const scopeOf = (method: string, path: string, role: OrgRole): string => {
    const result = matchRoute(routes, { method, path, role });
    if (result.kind !== 'route') return result.kind;
    return result.route.headers?.find(({ name }) => name === 'X-Understudy-Scope')?.content ?? 'no scope';
  };

  it.each([
    ['GET', '/api/status', 'viewer', 'viewer', 'viewer'],
    ['GET', '/api/chains/openai%2Fgpt-4o', 'viewer', 'viewer', 'viewer'],
    ['GET', '/api/audit', 'denied', 'denied', 'admin'],
    ['PUT', '/api/chains/gpt-4o', 'denied', 'editor', 'editor'],
    ['PUT', '/api/chains/openai/gpt-4o', 'denied', 'editor', 'editor'],
    ['DELETE', '/api/chains/gpt-4o', 'denied', 'editor', 'editor'],
    ['PUT', '/api/policy', 'denied', 'editor', 'editor'],
    ['POST', '/api/policy/reset', 'denied', 'editor', 'editor'],
    ['POST', '/api/drills', 'denied', 'editor', 'editor'],
    ['POST', '/api/config/validate', 'denied', 'editor', 'editor'],
    ['PUT', '/api/config', 'denied', 'denied', 'admin'],
    ['PUT', '/api/models/gpt-4o', 'denied', 'denied', 'admin'],
    ['PATCH', '/api/models/gpt-4o', 'denied', 'denied', 'admin'],
    ['POST', '/api/revisions/3/rollback', 'denied', 'denied', 'admin'],
    // Another case is another path for Grafana, and falls to the widest route: the agent has to refuse it itself.
    ['GET', '/api/Audit', 'viewer', 'viewer', 'viewer'],
    ['GET', '/Api/status', 'none', 'none', 'none'],
    ['GET', '/api', 'none', 'none', 'none'],
  ] as const)('%s %s', (method, path, ...wanted) => {
    const roles = ['Viewer', 'Editor', 'Admin'] as const;
    expect(roles.map((role) => scopeOf(method, path, role))).toEqual(wanted);
  });
});
