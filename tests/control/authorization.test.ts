import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { roleAllows, type Endpoint, type Role } from '@understudy/contract';
import { until } from '../kit/until.ts';
import { ALL_ENDPOINTS, pathOf, SECRETS, startSecurityAgent, type SecurityAgent } from './securityAgent.ts';

let running: SecurityAgent;
beforeAll(async () => {
  running = await startSecurityAgent();
});
afterAll(() => running.close());

interface Caller {
  readonly name: string;
  /** Undefined = none is sent. */
  readonly token?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** What it may do; 401 or 403 where it may nothing at all. */
  readonly may: Role | 401 | 403;
}

const grafana = (OrgRole: unknown) => ({ 'x-grafana-context': JSON.stringify({ Login: 'ada', OrgRole }) });
const scope = (value: string) => ({ 'x-understudy-scope': value });
const { admin, secondAdmin, viewer } = SECRETS;

const CALLERS: readonly Caller[] = [
  { name: 'no token', may: 401 },
  { name: 'no token, but headers of an admin', headers: { ...scope('admin'), ...grafana('Admin') }, may: 401 },
  { name: 'a wrong token', token: `${admin}x`, may: 401 },
  { name: 'a viewer', token: viewer, may: 'viewer' },
  { name: 'an admin', token: admin, may: 'admin' },
  { name: 'the other admin token of the file', token: secondAdmin, may: 'admin' },
  { name: 'an Editor of Grafana', token: admin, headers: grafana('Editor'), may: 'editor' },
  { name: 'a Viewer of Grafana', token: admin, headers: grafana('Viewer'), may: 'viewer' },
  { name: 'an Admin of Grafana behind the viewer token', token: viewer, headers: grafana('Admin'), may: 'viewer' },
  {
    name: 'an Editor of Grafana in viewer scope',
    token: admin,
    headers: { ...grafana('Editor'), ...scope('viewer') },
    may: 'viewer',
  },
  {
    name: 'an Admin of Grafana in editor scope',
    token: admin,
    headers: { ...grafana('Admin'), ...scope('editor') },
    may: 'editor',
  },
  { name: 'viewer scope', token: admin, headers: scope('viewer'), may: 'viewer' },
  { name: 'admin scope on a viewer token', token: viewer, headers: scope('admin'), may: 'viewer' },
  { name: 'nobody in the organisation', token: admin, headers: grafana('None'), may: 403 },
  { name: 'an unknown role of Grafana', token: admin, headers: grafana('Owner'), may: 403 },
  { name: 'an unknown scope', token: admin, headers: scope('Admin'), may: 403 },
];

/** The least that an operation can be asked: bodies that no schema takes, ids that do not exist. It still meets every guard. */
function call(endpoint: Endpoint, { token, headers }: Caller, id = '999'): Promise<Response> {
  const authorization = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const type = endpoint.body === undefined ? {} : { 'content-type': 'application/json' };
  return fetch(running.agent.controlUrl + pathOf(endpoint, id), {
    method: endpoint.method.toUpperCase(),
    headers: { ...authorization, ...headers, ...type },
    ...(endpoint.body === undefined ? {} : { body: '"nothing that it takes"' }),
  });
}

function expected(endpoint: Endpoint, { may }: Caller): 401 | 403 | 'let in' {
  if (typeof may === 'number') return may;
  return roleAllows(may, endpoint.role) ? 'let in' : 403;
}

async function outcome(endpoint: Endpoint, caller: Caller): Promise<number | 'let in'> {
  const response = await call(endpoint, caller);
  const text = await response.text();
  expect(response.headers.get('ratelimit')).not.toBeNull();
  if (response.status !== 401 && response.status !== 403) return 'let in';
  expect(response.headers.get('content-type')).toContain('application/problem+json');
  expect(JSON.parse(text)).toMatchObject({ status: response.status, code: expect.any(String) });
  return response.status;
}

async function matrix(callers: readonly Caller[]): Promise<{ found: string[]; wanted: string[] }> {
  const found: string[] = [];
  const wanted: string[] = [];
  for (const endpoint of ALL_ENDPOINTS) {
    for (const caller of callers) {
      const row = `${endpoint.method} ${endpoint.path}, ${caller.name}: `;
      found.push(row + String(await outcome(endpoint, caller)));
      wanted.push(row + String(expected(endpoint, caller)));
    }
  }
  return { found, wanted };
}

describe('authorization', () => {
  it('covers every operation that is served, and serves every operation of the contract', async () => {
    const response = await fetch(`${running.agent.controlUrl}/openapi.json`);
    const { paths } = (await response.json()) as { paths: Record<string, Record<string, unknown>> };
    const served = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((one) => `${one} ${path}`),
    );
    expect(served.sort()).toEqual(ALL_ENDPOINTS.map(({ method, path }) => `${method} /api/v1${path}`).sort());
  });

  it('lets in who may, on every operation, and nobody else', async () => {
    const { found, wanted } = await matrix(CALLERS);
    expect(found).toEqual(wanted);
  });

  it('keeps the audit to admins, and editors to chains, policy, drills and checks', () => {
    const roles = (role: Role) =>
      ALL_ENDPOINTS.filter((endpoint) => endpoint.role === role).map(({ operationId }) => operationId);
    expect(roles('editor').sort()).toEqual(
      ['deleteChain', 'putChain', 'putPolicy', 'resetPolicy', 'runDrill', 'validateChain', 'validateConfig'].sort(),
    );
    for (const { method, role, operationId } of ALL_ENDPOINTS) {
      if (method === 'get' && !['listAudit', 'listTokens'].includes(operationId)) expect(role).toBe('viewer');
      if (method !== 'get') expect(role).not.toBe('viewer');
    }
  });

  it('refuses in the same words whether or not the resource exists', async () => {
    const withId = ALL_ENDPOINTS.filter(({ path, role }) => /\{\w+\}/.test(path) && role !== 'viewer');
    for (const endpoint of withId) {
      for (const caller of [
        { name: 'none', may: 401 },
        { name: 'viewer', token: viewer, may: 'viewer' },
      ] as const) {
        const answers = await Promise.all(
          ['gpt-4o', 'lead', '1', 'no-such'].map(async (id) => {
            const response = await call(endpoint, caller, id);
            const { requestId: _own, ...problem } = (await response.json()) as Record<string, unknown>;
            return JSON.stringify(problem);
          }),
        );
        expect(new Set(answers).size).toBe(1);
      }
    }
  });

  it('forgets a rotated token at once on every operation, without a restart, and takes the new one', async () => {
    const renewed = 'canary-admin-renewed-88d2';
    await running.writeAdmins([renewed, secondAdmin]);
    const probe = () =>
      fetch(`${running.agent.controlUrl}/api/v1/health`, { headers: { authorization: `Bearer ${renewed}` } });
    await until('the file to be read again', async () => (await probe()).status === 200);
    const { found, wanted } = await matrix([
      { name: 'the old token', token: admin, may: 401 },
      { name: 'the new token', token: renewed, may: 'admin' },
      { name: 'the token that stayed', token: secondAdmin, may: 'admin' },
    ]);
    expect(found).toEqual(wanted);
    await running.writeAdmins([admin, secondAdmin]);
    running.agent.kill('SIGHUP');
    await until('SIGHUP', async () => (await probe()).status === 401);
  });

  it('lets created tokens in by their role until they are revoked', async () => {
    const url = `${running.agent.controlUrl}/api/v1/tokens`;
    const headers = { authorization: `Bearer ${admin}`, 'content-type': 'application/json' };
    for (const role of ['viewer', 'editor', 'admin'] as const) {
      const body = JSON.stringify({ name: `made-${role}`, role });
      const made = (await (await fetch(url, { method: 'POST', headers, body })).json()) as {
        token: string;
        resource: { id: string };
      };
      const allowed = await matrix([{ name: `made ${role}`, token: made.token, may: role }]);
      expect(allowed.found).toEqual(allowed.wanted);
      expect((await fetch(`${url}/${made.resource.id}`, { method: 'DELETE', headers })).status).toBe(200);
      const revoked = await matrix([{ name: 'revoked', token: made.token, may: 401 }]);
      expect(revoked.found).toEqual(revoked.wanted);
    }
  });
});
