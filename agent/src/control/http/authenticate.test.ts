import { describe, expect, it } from '@jest/globals';
import { authenticate } from './authenticate.ts';
import type { TokenDirectory } from './tokenDirectory.ts';

const TOKENS: TokenDirectory = {
  configured: true,
  identify: (token) => {
    if (token === 'adm') return { name: 'admin', role: 'admin' };
    if (token === 'view') return { name: 'viewer', role: 'viewer' };
    return null;
  },
};

function call(headers: Readonly<Record<string, string>>, tokens = TOKENS): ReturnType<typeof authenticate> {
  const request = { get: (name: string) => headers[name], socket: { remoteAddress: '10.0.0.1' } };
  return authenticate(request, tokens);
}

function roleOf(headers: Readonly<Record<string, string>>): string {
  const caller = call({ authorization: 'Bearer adm', ...headers });
  return typeof caller === 'string' ? caller : caller.role;
}

/** As Node hands UTF-8 over. */
const grafana = (context: unknown): Record<string, string> => ({
  'x-grafana-context': Buffer.from(JSON.stringify(context)).toString('latin1'),
});

describe('tokens', () => {
  it.each([
    [{}, 'missing'],
    [{ authorization: 'Basic YWRtaW46YWRt' }, 'missing'],
    [{ authorization: 'Bearer' }, 'missing'],
    [{ authorization: 'Bearer adm view' }, 'missing'],
    [{ authorization: 'Bearer Adm' }, 'unknown'],
    [{ authorization: 'Bearer constructor' }, 'unknown'],
  ])('%j is not let in', (headers, refusal) => {
    expect(call(headers)).toBe(refusal);
  });

  it('takes the scheme in any case', () => {
    expect(call({ authorization: 'bearer view' })).toMatchObject({ role: 'viewer', token: 'viewer', author: 'viewer' });
  });

  it('lets anybody in as admin while none are configured, and believes nobody who they are', () => {
    const open = { ...TOKENS, configured: false };
    expect(call({ ...grafana({ Login: 'eve', OrgRole: 'Viewer' }), 'x-grafana-user': 'eve' }, open)).toMatchObject({
      role: 'admin',
      token: 'anonymous',
      user: null,
      author: 'anonymous',
    });
  });
});

describe('scope', () => {
  it.each(['viewer', 'editor', 'admin'])('narrows to %s', (scope) => {
    expect(roleOf({ 'x-understudy-scope': scope })).toBe(scope);
  });

  it.each(['', 'Admin', 'root', 'admin, admin', 'constructor', '__proto__'])('grants nothing for %j', (scope) => {
    expect(roleOf({ 'x-understudy-scope': scope })).toBe('scope');
  });

  it('never widens', () => {
    expect(roleOf({ authorization: 'Bearer view', 'x-understudy-scope': 'admin' })).toBe('viewer');
  });
});

describe("Grafana's user", () => {
  it.each([
    ['Viewer', 'viewer'],
    ['Editor', 'editor'],
    ['Admin', 'admin'],
  ])('%s narrows to %s', (OrgRole, role) => {
    expect(roleOf(grafana({ Login: 'ada', OrgRole }))).toBe(role);
  });

  it.each([
    { Login: 'ada', OrgRole: 'None' },
    { Login: 'ada', OrgRole: 'admin' },
    { Login: 'ada', OrgRole: ['Admin'] },
    { Login: 'ada', OrgRole: 'constructor' },
    { Login: 'ada' },
    'Admin',
    null,
  ])('%j grants nothing', (context) => {
    expect(roleOf(grafana(context))).toBe('scope');
  });

  it('grants nothing for a context that is no JSON', () => {
    expect(roleOf({ 'x-grafana-context': '{' })).toBe('scope');
  });

  it('takes the least of token, scope and organisation', () => {
    expect(roleOf({ ...grafana({ OrgRole: 'Editor' }), 'x-understudy-scope': 'admin' })).toBe('editor');
    expect(roleOf({ ...grafana({ OrgRole: 'Admin' }), 'x-understudy-scope': 'viewer' })).toBe('viewer');
    expect(roleOf({ ...grafana({ OrgRole: 'Admin' }), authorization: 'Bearer view' })).toBe('viewer');
  });

  it('is named by Login, else X-Grafana-User, else the token', () => {
    const author = (headers: Record<string, string>) => call({ authorization: 'Bearer adm', ...headers });
    const both = { ...grafana({ Login: 'ada', OrgRole: 'Admin' }), 'x-grafana-user': 'bob' };
    expect(author(both)).toMatchObject({ author: 'ada', user: 'ada', token: 'admin' });
    expect(author({ ...grafana({ Login: '', OrgRole: 'Admin' }), 'x-grafana-user': 'bob' })).toMatchObject({
      author: 'bob',
    });
    expect(author({ 'x-grafana-user': 'bob' })).toMatchObject({ author: 'bob', role: 'admin' });
    expect(author({})).toMatchObject({ author: 'admin', user: null });
  });

  it('reads UTF-8, and takes control characters and length out of a login', () => {
    const login = `Žofie\n\u0000\u202e${'x'.repeat(500)}`;
    const caller = call({ authorization: 'Bearer adm', ...grafana({ Login: login, OrgRole: 'Admin' }) });
    expect(caller).toMatchObject({ author: `Žofie${'x'.repeat(195)}` });
  });

  it('has rate limits of its own, which nobody else can name', () => {
    const key = (headers: Record<string, string>): string => {
      const caller = call({ authorization: 'Bearer adm', ...headers });
      return typeof caller === 'string' ? '' : caller.rateKey;
    };
    const keys = [
      key({}),
      key({ 'x-grafana-user': 'ada' }),
      key({ 'x-grafana-user': 'bob' }),
      key({ 'x-grafana-user': '10.0.0.1' }),
      key({ authorization: 'Bearer view' }),
    ];
    expect(new Set(keys).size).toBe(keys.length);
  });
});
