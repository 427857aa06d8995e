import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Endpoint } from '@understudy/contract';
import { ALL_ENDPOINTS, pathOf, SECRETS, startSecurityAgent, type SecurityAgent } from './securityAgent.ts';

let running: SecurityAgent;
beforeAll(async () => {
  running = await startSecurityAgent();
});
afterAll(() => running.close());

/** What answers and headers held, all of it, for the search at the end. */
const seen: string[] = [];

async function call(
  method: string,
  path: string,
  init: { token?: string; body?: unknown; headers?: Record<string, string> } = {},
) {
  const { token = SECRETS.admin, body, headers } = init;
  const response = await fetch(running.agent.controlUrl + path, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  seen.push(`${JSON.stringify([...response.headers])} ${text}`);
  return { status: response.status, text, etag: response.headers.get('etag') ?? '' };
}

/** Values that only this test sends, where they do not belong or must not stay readable. */
const SENT = {
  plainKey: 'sk-canary-written-2b7d',
  misplaced: 'canary-misplaced-c40f',
  inQuery: 'canary-query-118a',
  wrongToken: 'canary-wrong-token-a6e1',
} as const;

async function askEverything(endpoint: Endpoint): Promise<void> {
  const method = endpoint.method.toUpperCase();
  for (const id of ['gpt-4o', 'lead', '1', SENT.misplaced]) {
    const path = pathOf(endpoint, id);
    const { etag } = await call('GET', path);
    const headers = { 'if-match': etag === '' ? '*' : etag };
    const dryRun = endpoint.query?.shape['dryRun'] === undefined ? '' : '?dryRun=true';
    const { bodyExample } = endpoint;
    await call(method, `${path}${dryRun}`, { headers, ...(bodyExample === undefined ? {} : { body: bodyExample }) });
    await call(method, `${path}?token=${SENT.inQuery}`);
    if (endpoint.body === undefined) continue;
    for (const body of [
      { apiKey: [SENT.misplaced], key: SENT.misplaced },
      `{"apiKey": "${SENT.misplaced}`,
      { providers: SENT.misplaced },
    ]) {
      await call(method, path, { headers, body });
    }
    await call(method, path, { token: SENT.wrongToken, body: {} });
  }
}

/** Sends plain secrets as an admin may, moves an origin, and makes providers fail with the key in their answer. */
async function writeAndServe(): Promise<void> {
  const provider = await call('GET', '/api/v1/providers/lead');
  const body = { apiKey: SENT.plainKey, headers: { 'X-Auth-Token': SENT.plainKey } };
  const written = await call('PATCH', '/api/v1/providers/lead', { body, headers: { 'if-match': provider.etag } });
  expect(written.status).toBe(200);
  await call('POST', '/api/v1/secrets/rotate');
  const answer = await fetch(`${running.agent.url}/v1/chat/completions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${SECRETS.clientKey}`, 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'gpt-4o', messages: [{ role: 'user', content: 'hello' }] }),
  });
  expect(answer.status).toBe(200);
  seen.push(JSON.stringify([...answer.headers]) + (await answer.text()));
  for (const failure of ['auth', 'rate_limit'] as const) {
    await call('POST', '/api/v1/drills', { body: { model: 'gpt-4o', failure } });
  }
}

async function filesUnder(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return Promise.all(files.map((entry) => readFile(join(entry.parentPath, entry.name), 'latin1')));
}

describe('secrets', () => {
  it('come out nowhere: no answer, no header, no audit, no metric, no log, no file', async () => {
    await writeAndServe();
    for (const endpoint of ALL_ENDPOINTS) await askEverything(endpoint);
    await writeAndServe();
    for (const path of [
      '/api/v1/config',
      '/api/v1/providers',
      '/api/v1/revisions',
      '/api/v1/revisions/2/diff',
      '/api/v1/audit?limit=1000',
      '/api/v1/events?limit=1000',
      '/metrics',
      '/healthz',
      '/readyz',
      '/openapi.json',
      '/docs',
    ]) {
      expect([path, (await call('GET', path)).status]).toEqual([path, 200]);
    }
    const places = {
      answers: seen.join('\n'),
      log: running.agent.stdout + running.agent.stderr,
      files: (await filesUnder(running.shop.path('data'))).join('\n'),
    };
    const { inQuery: _inQuery, misplaced: _misplaced, ...keys } = SENT;
    const found = Object.entries({ ...SECRETS, ...keys, inQuery: SENT.inQuery }).flatMap(([name, value]) =>
      Object.entries(places).flatMap(([place, text]) => (text.includes(value) ? [`${name} in ${place}`] : [])),
    );
    expect(found).toEqual([]);
    expect(places.answers).not.toMatch(/sealed:v1:|"digest"|\bat \S+ \(.*:\d+:\d+\)/);
  });

  it('sent in the wrong place are not repeated: a finding names the place, not the value', async () => {
    const bodies = [
      { providers: [{ id: 'a', dialect: SENT.misplaced, baseUrl: SENT.misplaced, apiKey: [SENT.misplaced] }] },
      { version: SENT.misplaced, clients: [{ id: 'c', key: { value: SENT.misplaced } }] },
      `{"version":1,"apiKey":${SENT.misplaced}}`,
    ];
    for (const body of bodies) {
      const { status, text } = await call('PUT', '/api/v1/config', { body, headers: { 'if-match': '*' } });
      expect(status).toBe(400);
      expect(text).not.toContain(SENT.misplaced);
    }
  });
});
