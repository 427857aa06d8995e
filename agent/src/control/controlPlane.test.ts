import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, it } from '@jest/globals';
import { FrameApi, type FrameOptions } from './testkit/frameApi.ts';

let api: FrameApi;

async function start(options: FrameOptions = {}): Promise<void> {
  api = await new FrameApi(options).listen();
}

afterEach(() => api.close());

function get(path: string, ...headers: readonly string[]): string {
  return [`GET ${path} HTTP/1.1`, 'Connection: close', ...headers, '', ''].join('\r\n');
}

describe('while nobody has to authenticate', () => {
  const PATHS = ['/api/v1/things/a', '/metrics', '/docs', '/openapi.json'];

  it.each(['127.0.0.1', '127.0.0.1:4101', 'localhost:4101', '[::1]:4101'])(
    'answers under the host %s',
    async (host) => {
      await start({ tokens: null });
      for (const path of PATHS) expect((await api.raw(get(path, `Host: ${host}`))).status).toBe(200);
    },
  );

  it.each(['evil.example', '127.0.0.1.evil.example', 'localhost.evil.example:80', '10.0.0.1', '127.0.0.1:x', ''])(
    'refuses the host %j: a name that was rebound',
    async (host) => {
      await start({ tokens: null });
      for (const path of PATHS) {
        const answer = await api.raw(get(path, `Host: ${host}`));
        expect([answer.status, JSON.parse(answer.body)]).toEqual([403, expect.objectContaining({ code: 'forbidden' })]);
      }
    },
  );

  it.each([
    'Origin: https://evil.example',
    'Origin: null',
    'Origin: http://127.0.0.1',
    'Sec-Fetch-Site: cross-site',
    'Sec-Fetch-Site: same-site',
  ])("refuses a web page's request: %s", async (header) => {
    await start({ tokens: null });
    for (const path of PATHS) expect((await api.raw(get(path, 'Host: 127.0.0.1', header))).status).toBe(403);
  });

  it.each(['Sec-Fetch-Site: none', 'Sec-Fetch-Site: same-origin'])(
    'lets the docs be read in a browser: %s',
    async (header) => {
      await start({ tokens: null });
      for (const path of ['/docs', '/docs/style.css', '/docs/icon.svg']) {
        expect((await api.raw(get(path, 'Host: 127.0.0.1', header))).status).toBe(200);
      }
    },
  );

  it('tells its health to anybody', async () => {
    await start({ tokens: null });
    expect((await api.raw(get('/healthz', 'Host: pod.example'))).status).toBe(200);
  });
});

describe('headers', () => {
  it('allow nothing of other origins, and no https that is not there', async () => {
    await start();
    for (const path of ['/docs', '/openapi.json', '/healthz', '/metrics', '/api/v1/things/a', '/nothing']) {
      const { headers } = await api.call(path, { token: 'adm', headers: { origin: 'https://evil.example' } });
      expect(headers.get('content-security-policy')).toBe(
        "default-src 'none';style-src 'self';script-src 'self';img-src 'self';base-uri 'none';form-action 'none';frame-ancestors 'none'",
      );
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('x-frame-options')).toBe('DENY');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
      for (const absent of ['strict-transport-security', 'x-powered-by', 'access-control-allow-origin', 'server']) {
        expect([absent, headers.get(absent)]).toEqual([absent, null]);
      }
    }
  });
});

describe('outside the API', () => {
  it('document and docs need no token, and other paths are nothing', async () => {
    await start();
    const document = (await (await api.call('/openapi.json')).json()) as { openapi: string; info: { version: string } };
    expect([document.openapi, document.info.version]).toEqual(['3.1.0', '1.2.3']);
    expect(await (await api.call('/docs')).text()).toContain('Understudy control API');
    for (const path of ['/docs/', '/Docs', '/docs/../openapi.json', '/docs/style', '/']) {
      expect((await api.target(path)).status).toBe(404);
    }
  });
});

describe('slow and broken clients', () => {
  const timeouts = { headersMs: 60, requestMs: 120, checkEveryMs: 20 };

  it.each([
    ['a header that does not end', 'GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: '],
    [
      'a body that does not come',
      'PUT /api/v1/things/a HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer edit\r\nContent-Type: application/json\r\nContent-Length: 12\r\n\r\n{',
    ],
  ])('%s is cut off', async (_what, sent) => {
    await start({ timeouts });
    const socket = connect(api.port, '127.0.0.1');
    socket.write(sent);
    expect(await text(socket)).toMatch(/^HTTP\/1\.1 4\d\d /);
    expect(api.handled).toEqual([]);
  });

  it('what is no HTTP, or has too large a header, gets a problem document', async () => {
    await start();
    const broken = await api.raw('NONSENSE\r\n\r\n');
    expect([broken.status, JSON.parse(broken.body)]).toEqual([400, expect.objectContaining({ status: 400 })]);
    const large = await api.raw(get('/healthz', 'Host: 127.0.0.1', `X-Large: ${'x'.repeat(20_000)}`));
    expect([large.status, JSON.parse(large.body)]).toEqual([431, expect.objectContaining({ code: 'too_large' })]);
  });

  it('smuggled requests are refused', async () => {
    await start();
    const both = ['Host: 127.0.0.1', 'Content-Length: 4', 'Transfer-Encoding: chunked'];
    expect((await api.raw(get('/healthz', ...both))).status).toBe(400);
  });
});
