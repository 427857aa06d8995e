import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { GrafanaHost } from './grafanaHost.ts';

const CANARY = 'canary-admin-token';
const APP = {
  id: 'some-test-app',
  type: 'app',
  name: 'Some',
  info: {},
  routes: [
    { path: 'api/admin', method: 'GET', reqRole: 'Admin', url: '{{ .JsonData.agentUrl }}/admin' },
    {
      path: 'api/*',
      url: '{{ orEmpty .JsonData.agentUrl }}/v1',
      headers: [{ name: 'Authorization', content: 'Bearer {{ .SecureJsonData.adminToken }}' }],
    },
    { path: 'broken', url: '{{ nonsense }}' },
    { path: 'brokenHeader', url: 'http://127.0.0.1', headers: [{ name: 'A', content: '{{ nonsense }}' }] },
  ],
};
const PANEL = { id: 'some-test-panel', type: 'panel', name: 'Panel', info: {} };

let folder: string;
let upstream: Server;
let host: GrafanaHost;
let seen: IncomingMessage[] = [];
let answer: RequestListener = (_request, response) => response.end('ok');

const as = (user: string, init: RequestInit = {}): RequestInit => {
  const headers = new Headers(init.headers);
  headers.set('cookie', `host_user=${user}`);
  return { ...init, headers };
};
const call = (path: string, init?: RequestInit): Promise<Response> => fetch(`${host.url}${path}`, init ?? as('anna'));
const proxied = (path: string, init?: RequestInit): Promise<Response> =>
  call(`/api/plugin-proxy/some-test-app/${path}`, init);

async function writePlugin(): Promise<void> {
  await mkdir(join(folder, 'nested'), { recursive: true });
  await writeFile(join(folder, 'plugin.json'), JSON.stringify(APP));
  await writeFile(join(folder, 'module.js'), 'app');
  await writeFile(join(folder, 'nested/plugin.json'), JSON.stringify(PANEL));
  await writeFile(join(folder, 'nested/module.js'), 'panel');
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'understudy-host-test-'));
  await writePlugin();
  upstream = createServer((request, response) => {
    seen.push(request);
    answer(request, response);
  });
  upstream.listen(0, '127.0.0.1');
  await once(upstream, 'listening');
  const agentUrl = `http://127.0.0.1:${(upstream.address() as AddressInfo).port}`;
  host = await new GrafanaHost({
    grafana: '12.4',
    pluginDist: folder,
    pageDist: folder,
    settings: { jsonData: { agentUrl }, secureJsonData: { adminToken: CANARY } },
  }).listen();
});

afterAll(async () => {
  await host.close();
  upstream.close();
  upstream.closeAllConnections();
  await rm(folder, { recursive: true, force: true });
});

describe('plugin proxy', () => {
  it('forwards with the secret, the identity and the decoded rest of the path', async () => {
    seen = [];
    answer = (_request, response) => response.setHeader('etag', '"7"').setHeader('set-cookie', 'a=1').end('ok');
    const response = await proxied(
      'api/chains/openai%2Fgpt-4o?limit=2',
      as('vera', { headers: { 'If-Match': '"6"' } }),
    );
    expect(await response.text()).toBe('ok');
    expect(response.headers.get('etag')).toBe('"7"');
    expect(response.headers.get('set-cookie')).toBeNull();
    expect(response.headers.get('content-security-policy')).toBe('sandbox');
    const [{ url, headers }] = seen as [IncomingMessage];
    expect(url).toBe('/v1/chains/openai/gpt-4o?limit=2');
    expect(headers).toMatchObject({ authorization: `Bearer ${CANARY}`, 'if-match': '"6"' });
    expect(headers.cookie).toBeUndefined();
    expect(JSON.parse(headers['x-grafana-context'] as string)).toMatchObject({ Login: 'vera', OrgRole: 'Viewer' });
    expect(headers['x-grafana-id']).toMatch(/^[\w-]+[.][\w-]+[.][\w-]+$/);
  });

  it('passes bodies on', async () => {
    let body = '';
    answer = (request, response) => {
      request.on('data', (chunk) => (body += String(chunk)));
      request.on('end', () => response.writeHead(201).end());
    };
    const response = await proxied('api/x', as('anna', { method: 'POST', body: '{"a":1}' }));
    expect(response.status).toBe(201);
    expect(body).toBe('{"a":1}');
  });

  it.each([
    ['api/admin', 'vera', 403, { message: 'plugin proxy route access denied' }],
    ['other', 'anna', 404, { message: 'plugin route match not found' }],
    ['api', 'anna', 404, { message: 'plugin route match not found' }],
    ['broken', 'anna', 500, { message: 'Could not interpolate plugin route url' }],
    ['brokenHeader', 'anna', 500, { message: 'Failed to render plugin headers' }],
  ])('%s as %s is %d', async (path, user, status, body) => {
    seen = [];
    const response = await proxied(path, as(user));
    expect(response.status).toBe(status);
    expect(await response.json()).toEqual(body);
    expect(seen).toEqual([]);
  });

  it('delivers a stream as it comes, and ends it when the browser leaves', async () => {
    let left: Promise<unknown> = Promise.resolve();
    answer = (_request, response) => {
      left = once(response, 'close');
      response.writeHead(200, { 'content-type': 'text/event-stream' }).write('event: a\n\n');
    };
    const abort = new AbortController();
    const response = await proxied('api/drills', as('anna', { signal: abort.signal }));
    const chunk = await response.body?.getReader().read();
    expect(new TextDecoder().decode(chunk?.value as Uint8Array)).toBe('event: a\n\n');
    abort.abort();
    await left;
  });

  it('answers 502 with nothing in it where no agent is, and where no address is set', async () => {
    const { agentUrl } = host.settings.public.jsonData;
    const admin = { enabled: true, pinned: true };
    for (const jsonData of [{ agentUrl: 'http://127.0.0.1:9' }, {}]) {
      host.settings.update({ ...admin, jsonData });
      const response = await proxied('api/x');
      expect(response.status).toBe(502);
      expect(await response.text()).toBe('');
      expect(response.headers.get('content-length')).toBe('0');
    }
    host.settings.update({ ...admin, jsonData: { agentUrl } });
  });

  it('breaks off where the agent does after it began', async () => {
    answer = (_request, response) => {
      response.writeHead(200, { 'content-length': '100' }).write('half');
      setImmediate(() => response.destroy());
    };
    const response = await proxied('api/x');
    await expect(response.text()).rejects.toThrow();
  });
});

describe('settings', () => {
  const path = '/api/plugins/some-test-app/settings';

  it('are saved by an admin; secrets stay unless they are sent again, and never come back', async () => {
    const { agentUrl } = host.settings.public.jsonData;
    const body = JSON.stringify({
      enabled: true,
      pinned: true,
      jsonData: { agentUrl, b: 2 },
      secureJsonData: { viewerToken: 'v' },
    });
    const saved = await call(path, as('anna', { method: 'POST', body }));
    expect(await saved.json()).toEqual({ message: 'Plugin settings updated' });
    const text = await (await call(path)).text();
    expect(JSON.parse(text)).toMatchObject({
      enabled: true,
      jsonData: { agentUrl, b: 2 },
      secureJsonFields: { adminToken: true, viewerToken: true },
    });
    expect(text).not.toContain(CANARY);
    expect(text).not.toContain('secureJsonData"');
    seen = [];
    answer = (_request, response) => response.end();
    await proxied('api/x');
    expect(seen[0]?.headers.authorization).toBe(`Bearer ${CANARY}`);
  });

  it('are refused to others', async () => {
    const response = await call(path, as('edda', { method: 'POST', body: '{}' }));
    expect(response.status).toBe(403);
  });

  it('that are no JSON are refused', async () => {
    const response = await call(path, as('anna', { method: 'POST', body: 'no' }));
    expect(response.status).toBe(400);
  });
});

describe('files', () => {
  it('of a nested plugin lie under its own id only', async () => {
    expect(await (await call('/public/plugins/some-test-app/module.js')).text()).toBe('app');
    expect(await (await call('/public/plugins/some-test-panel/module.js')).text()).toBe('panel');
    expect((await call('/public/plugins/some-test-panel/nested/module.js')).status).toBe(404);
  });

  it.each([
    '/public/plugins/some-test-app/%2e%2e/%2e%2e/etc/passwd',
    '/public/nothing.js',
    '/api/nothing',
    '/host/no.js',
  ])('%s is not found', async (path) => {
    expect((await call(path)).status).toBe(404);
  });
});

describe('page', () => {
  it('allows scripts by a nonce of its own, without eval', async () => {
    const responses = await Promise.all([call('/a/some-test-app'), call('/a/some-test-app')]);
    const nonces = responses.map((response) => {
      const policy = response.headers.get('content-security-policy') ?? '';
      expect(policy).not.toContain('unsafe-eval');
      return /'nonce-([^']+)'/.exec(policy)?.[1];
    });
    expect(new Set(nonces).size).toBe(2);
    expect(await responses[0].text()).toContain(`<script nonce="${nonces[0]}"`);
  });

  it('remembers who one is and the theme, carries no secret', async () => {
    const response = await fetch(`${host.url}/a/some-test-app?role=viewer&theme=light`);
    expect(response.headers.getSetCookie()).toEqual([
      'host_user=vera; Path=/; SameSite=Lax',
      'host_theme=light; Path=/; SameSite=Lax',
    ]);
    const html = await response.text();
    expect(html).toContain('"orgRole":"Viewer"');
    expect(html).not.toContain(CANARY);
  });

  it('publishes the key that identities are signed with', async () => {
    const { keys } = (await (await call('/api/signing-keys/keys')).json()) as { keys: object[] };
    expect(keys).toEqual([expect.objectContaining({ kty: 'EC', crv: 'P-256', alg: 'ES256' })]);
    expect(keys[0]).not.toHaveProperty('d');
  });
});
