import { describe, expect, it } from '@jest/globals';
import { hostUser } from '../server/hostUser.ts';
import { requestHeaders, type HeaderContext } from './requestHeaders.ts';
import { responseHeaders } from './responseHeaders.ts';

const context: HeaderContext = {
  route: {
    path: 'api/*',
    url: 'http://agent',
    headers: [
      { name: 'Authorization', content: 'Bearer {{ .SecureJsonData.token }}' },
      { name: 'X-Understudy-Scope', content: 'viewer' },
    ],
  },
  data: { JsonData: {}, SecureJsonData: { token: 'secret' } },
  user: hostUser('viewer'),
  idToken: 'a.b.c',
  sendUserHeader: false,
  remoteAddress: '127.0.0.1',
};

describe('requestHeaders', () => {
  it('passes on what a client says of its request', () => {
    const client = {
      'if-match': '"7"',
      'x-understudy-reason': 'why',
      accept: 'text/event-stream',
      'x-ds-authorization': 'x',
    };
    expect(requestHeaders(client, context)).toMatchObject(client);
  });

  it('takes out who the client says to be, and where it comes from', () => {
    const client = {
      cookie: 'grafana_session=1',
      origin: 'http://grafana',
      referer: 'http://grafana/a/x',
      host: 'grafana',
      connection: 'keep-alive',
      'x-forwarded-host': 'h',
      'x-forwarded-proto': 'https',
      'x-grafana-user': 'admin',
    };
    const headers = requestHeaders(client, context);
    expect(Object.keys(headers).filter((name) => name in client)).toEqual([]);
    expect(headers['x-grafana-referer']).toBe('http://grafana/a/x');
  });

  it('lets the route win over the client', () => {
    const client = {
      authorization: 'Bearer mine',
      'x-understudy-scope': 'admin',
      'x-grafana-context': '{"OrgRole":"Admin"}',
    };
    const headers = requestHeaders(client, context);
    expect(headers).toMatchObject({ authorization: 'Bearer secret', 'x-understudy-scope': 'viewer' });
    expect(JSON.parse(headers['x-grafana-context']!)).toMatchObject({ Login: 'vera', OrgRole: 'Viewer', OrgID: 1 });
  });

  it('names the user in a header of its own only where that is switched on', () => {
    expect(requestHeaders({}, context)).not.toHaveProperty('x-grafana-user');
    expect(requestHeaders({}, { ...context, sendUserHeader: true })['x-grafana-user']).toBe('vera');
  });

  it('replaces a client’s identity token by its own, and leaves it where it has none', () => {
    const client = { 'x-grafana-id': 'forged' };
    expect(requestHeaders(client, context)['x-grafana-id']).toBe('a.b.c');
    expect(requestHeaders(client, { ...context, idToken: undefined })['x-grafana-id']).toBe('forged');
  });

  it('adds the address twice to those before it', () => {
    expect(requestHeaders({ 'x-forwarded-for': '10.0.0.1' }, context)['x-forwarded-for']).toBe(
      '10.0.0.1, 127.0.0.1, 127.0.0.1',
    );
  });

  it('throws where a header cannot be rendered', () => {
    const headers = [{ name: 'A', content: '{{ nonsense }}' }];
    expect(() => requestHeaders({}, { ...context, route: { ...context.route, headers } })).toThrow();
  });
});

describe('responseHeaders', () => {
  it('takes out what is the agent’s own and adds what Grafana adds', () => {
    const upstream = {
      'set-cookie': ['a=1'],
      server: 'agent',
      'strict-transport-security': 'max-age=1',
      'alt-svc': 'h3',
      connection: 'close',
      'content-security-policy': "default-src 'self'",
      etag: '"7"',
      'content-type': 'text/event-stream',
      'retry-after': '3',
    };
    expect(responseHeaders(upstream)).toEqual({
      etag: '"7"',
      'content-type': 'text/event-stream',
      'retry-after': '3',
      via: '1.1 grafana',
      'content-security-policy': 'sandbox',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'deny',
    });
  });

  it('names itself before those behind it', () => {
    expect(responseHeaders({ via: '1.1 nginx' }).via).toBe('1.1 grafana, 1.1 nginx');
  });
});
