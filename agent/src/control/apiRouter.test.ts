import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { FrameApi, type FrameOptions } from './testkit/frameApi.ts';

let api: FrameApi;

async function start(options: FrameOptions = {}): Promise<void> {
  api = await new FrameApi(options).listen();
}

beforeEach(() => start());
afterEach(() => api.close());

const JSON_BODY = { 'content-type': 'application/json' };
const put = (init: RequestInit & { token?: string } = {}) =>
  api.call('/api/v1/things/a', { method: 'PUT', token: 'edit', body: '{"size":2}', headers: JSON_BODY, ...init });

async function problemOf(response: Response): Promise<Record<string, unknown>> {
  expect(response.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
  return (await response.json()) as Record<string, unknown>;
}

describe('the gate', () => {
  it.each(['/api/v1/things/a', '/api/v1/nothing', '/api/v1/', '/api/v1', '/api/v1/things/..%2f..', '/api/v1/%zz'])(
    'says 401 before it says what exists: %s',
    async (path) => {
      const answer = await api.target(path, { token: 'wrong' });
      expect(answer.status).toBe(401);
      expect(answer.head).toMatch(/\r\nratelimit: "refused"; r=19; t=1\r\n/i);
      expect(answer.head).toMatch(/\r\nwww-authenticate: Bearer realm="understudy", error="invalid_token"\r\n/i);
    },
  );

  it('audits refused attempts by path, without what is in the query', async () => {
    await api.call('/api/v1/things/a?token=hunter2');
    await api.call('/api/v1/things/a', { token: 'hunter2' });
    await api.call('/api/v1/things/a', { token: 'adm', headers: { 'x-understudy-scope': 'hunter2' } });
    expect(api.notes.map(({ status, action, author }) => [status, action, author])).toEqual([
      [401, 'GET /api/v1/things/a', 'anonymous'],
      [401, 'GET /api/v1/things/a', 'anonymous'],
      [403, 'GET /api/v1/things/a', 'anonymous'],
    ]);
    expect(JSON.stringify(api.notes)).not.toContain('hunter2');
  });

  it('limits failed attempts by address, and audits no more of them then', async () => {
    const answers = await Promise.all(Array.from({ length: 25 }, () => api.call('/api/v1/things/a')));
    const limited = answers.filter(({ status }) => status === 429);
    expect(limited).toHaveLength(5);
    expect(limited[0]?.headers.get('retry-after')).toBe('1');
    expect(api.notes).toHaveLength(20);
    expect((await api.call('/api/v1/things/a', { token: 'view' })).status).toBe(200);
  });
});

describe('roles', () => {
  it('are checked before the body is looked at', async () => {
    const response = await put({ token: 'view', body: 'no json', headers: { 'content-type': 'text/plain' } });
    expect(response.status).toBe(403);
    expect(api.handled).toEqual([]);
  });

  it('refuse in the same words for what exists and what does not, and are audited', async () => {
    const [one, other] = [
      await put({ token: 'view' }),
      await api.call('/api/v1/things/none', { method: 'PUT', token: 'view' }),
    ];
    const { requestId: _one, ...first } = await problemOf(one);
    const { requestId: _other, ...second } = await problemOf(other);
    expect(first).toEqual(second);
    expect(first).toMatchObject({
      status: 403,
      code: 'forbidden',
      fix: expect.stringMatching(/\w{3}/),
      detail: 'this needs the role editor; you have viewer',
    });
    expect(api.notes).toMatchObject([
      { action: 'putThing', target: 'a', outcome: 'refused', status: 403, author: 't-view', role: 'viewer' },
      { action: 'putThing', target: 'none', status: 403 },
    ]);
  });
});

describe('paths', () => {
  it.each([
    '/api/v1/Things/a',
    '/api/v1/things/a/',
    '/api/v1//things/a',
    '/api/v1/things//a',
    '/api/v1/things/./a',
    '/api/v1/x/../things/a',
    '/api/v1/things/..%2Fthings',
    '/api/v1/things/%2e%2e/things',
    '/api/v1/things/%2E/a',
    '/api/v1/things%5c..%5ca',
    '/api/v1/things/a%00',
    '/api/v1/things/a%0d%0ab',
    '/api/v1/things/%zz',
    '/api/v1/things/%c0%ae%c0%ae',
    '/api/v1/things/',
    '/api/v1/',
  ])('%s is nothing', async (target) => {
    const answer = await api.target(target);
    expect([answer.status, JSON.parse(answer.body)]).toEqual([404, expect.objectContaining({ code: 'not_found' })]);
    expect(answer.head).toMatch(/\r\nratelimit: "reads"/i);
    expect(api.handled).toEqual([]);
  });

  it.each([
    '/API/v1/things/a',
    '//api/v1/things/a',
    '/api//v1/things/a',
    '/./api/v1/things/a',
    '/x/..%2fapi/v1/things/a',
  ])('%s is not the API', async (target) => {
    expect((await api.target(target)).status).toBe(404);
    expect(api.handled).toEqual([]);
  });

  it.each(['http://127.0.0.1/api/v1/things/a', 'https://x/api/v1/things/a', 'ftp://x/'])(
    'absolute targets are refused: %s',
    async (target) => {
      expect((await api.target(target)).status).toBe(400);
      expect(api.handled).toEqual([]);
    },
  );

  it('ids are the rest of the path, and a slash is a slash however it is written', async () => {
    for (const path of ['/api/v1/things/org/mini@1', '/api/v1/things/org%2Fmini@1', '/api/v1/things/org%2fmini%401']) {
      expect(JSON.parse((await api.target(path)).body)).toEqual({ id: 'org/mini@1' });
    }
  });
});

describe('methods', () => {
  it('an unknown one for a known path is 405 with Allow, whether the thing exists or not', async () => {
    for (const method of ['POST', 'PATCH', 'DELETE', 'PROPFIND']) {
      const response = await api.call('/api/v1/things/whatever', { method, token: 'adm' });
      expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, HEAD, OPTIONS, PUT']);
      expect(await problemOf(response)).toMatchObject({ code: 'method_not_allowed' });
      expect(response.headers.get('ratelimit')).not.toBeNull();
    }
  });

  it('OPTIONS tells the methods and nothing of other origins', async () => {
    const headers = { origin: 'https://evil.example', 'access-control-request-method': 'PUT' };
    const response = await api.call('/api/v1/things', { method: 'OPTIONS', token: 'view', headers });
    expect([response.status, response.headers.get('allow')]).toEqual([204, 'OPTIONS, POST']);
    expect([...response.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
    expect((await api.call('/api/v1/things', { method: 'OPTIONS' })).status).toBe(401);
    expect((await api.call('/api/v1/none', { method: 'OPTIONS', token: 'view' })).status).toBe(404);
  });

  it('HEAD is GET without a body', async () => {
    const response = await api.call('/api/v1/things/a', { method: 'HEAD', token: 'view' });
    expect([response.status, await response.text()]).toEqual([200, '']);
    expect(response.headers.get('etag')).toMatch(/^"/);
  });
});

describe('bodies', () => {
  it('reach the handler parsed', async () => {
    const response = await put({ headers: { ...JSON_BODY, 'x-understudy-reason': 'caf%C3%A9' } });
    expect(await response.json()).toEqual({ id: 'a', said: { body: { size: 2 }, query: {}, reason: 'café' } });
    expect(response.headers.get('cache-control')).toBe('no-store');
  });

  it.each([
    ['text/plain', '{"size":2}', 415],
    ['application/jsonx', '{"size":2}', 415],
    ['application/x-www-form-urlencoded', 'size=2', 415],
    ['application/json; charset=latin1', '{"size":2}', 415],
    ['application/json', '{"size":', 400],
    ['application/json', '', 400],
    ['application/json', 'null', 400],
    ['application/json', '{"size":0}', 400],
    ['application/json', '{"size":1,"more":1}', 400],
    ['application/json', `{"size":${'1'.repeat(300)}}`, 413],
    ['application/merge-patch+json; charset=UTF-8', '{"size":2}', 200],
  ])('%s %s: %i', async (type, body, status) => {
    const response = await put({ body, headers: { 'content-type': type } });
    expect(response.status).toBe(status);
    expect(response.headers.get('ratelimit')).toContain('writes');
    if (status !== 200) expect(await problemOf(response)).toMatchObject({ status, detail: expect.any(String) });
  });

  it('without a type are refused, without a body asked for', async () => {
    expect((await put({ body: new Uint8Array([123, 125]), headers: {} })).status).toBe(415);
    const { body: _none, ...rest } = { method: 'PUT', token: 'edit', body: null };
    expect(await problemOf(await api.call('/api/v1/things/a', rest))).toMatchObject({
      status: 400,
      detail: 'this operation needs a JSON body',
    });
  });

  it('packed small and unpacked large are too large', async () => {
    const body = gzipSync(`{"size":${' '.repeat(100_000)}1}`);
    const response = await put({ body, headers: { ...JSON_BODY, 'content-encoding': 'gzip' } });
    expect(response.status).toBe(413);
    expect((await put({ body: 'x', headers: { ...JSON_BODY, 'content-encoding': 'gzip' } })).status).toBe(400);
    expect((await put({ body: 'x', headers: { ...JSON_BODY, 'content-encoding': 'rot13' } })).status).toBe(415);
  });
});

describe('queries and headers', () => {
  it.each(['?dryrun=true', '?dryRun=perhaps', '?dryRun=true&dryRun=false', '?__proto__=1'])(
    '%s is refused, so that nothing is written for real by mistake',
    async (query) => {
      const response = await api.call(`/api/v1/things/a${query}`, {
        method: 'PUT',
        token: 'edit',
        body: '{"size":1}',
        headers: JSON_BODY,
      });
      expect(await problemOf(response)).toMatchObject({ status: 400, code: 'invalid_request' });
      expect(api.handled).toEqual([]);
    },
  );

  it.each(['%', '%ff', 'x'.repeat(501)])('a reason that is not one is refused: %s', async (reason) => {
    const response = await put({ headers: { ...JSON_BODY, 'x-understudy-reason': reason } });
    expect(response.status).toBe(400);
    expect(api.handled).toEqual([]);
  });
});

describe('rate limits', () => {
  it('are told on every answer, and end in 429 with Retry-After', async () => {
    await api.close();
    await start({ rates: { readsPerSecond: 2, writesPerSecond: 1 } });
    const statuses = [];
    for (let at = 0; at < 4; at += 1) {
      const response = await api.call('/api/v1/things/a', { token: 'view' });
      statuses.push(response.status);
      expect(response.headers.get('ratelimit')).toMatch(/^"reads"; r=\d; t=1$/);
      expect(response.headers.get('ratelimit-policy')).toMatch(/^"reads"; q=2; w=1; pk=:\S+:$/);
      if (response.status === 429) {
        expect(response.headers.get('retry-after')).toBe('1');
        expect(await problemOf(response)).toMatchObject({ code: 'rate_limited', requestId: expect.any(String) });
      }
    }
    expect(statuses).toEqual([200, 200, 429, 429]);
    expect((await api.call('/api/v1/things/a', { token: 'edit' })).status).toBe(200);
    expect((await put()).status).toBe(200);
    expect((await put()).status).toBe(429);
  });

  it('tell people behind one token apart', async () => {
    await api.close();
    await start({ rates: { readsPerSecond: 1 } });
    const read = async (user: string) =>
      (await api.call('/api/v1/things/a', { token: 'view', headers: { 'x-grafana-user': user } })).status;
    expect([await read('ada'), await read('bob'), await read('ada')]).toEqual([200, 200, 429]);
  });
});

describe('mistakes of the agent', () => {
  it('become a 500 that says nothing of them', async () => {
    await api.close();
    await start({
      get: () => {
        throw new Error('sk-secret at /etc/passwd');
      },
    });
    const response = await api.call('/api/v1/things/a', { token: 'view' });
    const problem = await problemOf(response);
    expect(problem).toMatchObject({ status: 500, title: 'Internal Server Error' });
    expect(JSON.stringify(problem)).not.toMatch(/secret|passwd|stack/);
    expect(problem['requestId']).toBe(response.headers.get('x-request-id'));
    expect(api.bugs).toHaveLength(1);
  });
});
