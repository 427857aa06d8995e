import { request as httpRequest } from 'node:http';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { Call, CallOutcome } from '../engine/index.ts';
import { post, startPlane, whole, type PlaneUnderTest } from './testkit/planeUnderTest.ts';

let plane: PlaneUnderTest | null = null;

afterEach(async () => {
  await plane?.close();
  plane = null;
});

type Options = Parameters<typeof startPlane>[1];

async function start(
  play: (call: Call) => CallOutcome | Promise<CallOutcome>,
  options: Options = {},
): Promise<PlaneUnderTest> {
  plane = await startPlane(play, options);
  return plane;
}

interface ErrorBody {
  readonly error: {
    message: string;
    type: string;
    code: string;
    param: string | null;
    attempts?: { result: string }[];
  };
}

async function errorOf(response: Response): Promise<ErrorBody['error']> {
  return ((await response.json()) as ErrorBody).error;
}

const answers = (): CallOutcome => whole('{"ok":1}');
const CHAT = '/v1/chat/completions';

/** Sends a request with headers that `fetch` does not let a caller set. */
function rawGet(port: number, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    httpRequest({ host: '127.0.0.1', port, path: '/v1/models', headers }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    })
      .on('error', reject)
      .end();
  });
}

describe('routes of the data plane', () => {
  it('hands the bytes that came in to the engine and the answer back with its headers', async () => {
    const { url, calls } = await start(() => whole('{"id":"x"}', { 'openai-version': '1' }));
    const body = '{ "model":"lead",  "zzz": 1.0 }';
    const response = await post(`${url}${CHAT}`, body);
    expect(await response.text()).toBe('{"id":"x"}');
    expect(calls[0]?.request.raw.toString()).toBe(body);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'openai-version': '1',
      'content-length': '10',
      'x-understudy-requested-model': 'lead',
      'x-understudy-served-model': 'lead',
      'x-understudy-fallback': 'false',
      'x-understudy-attempts': '1',
    });
    expect(response.headers.get('x-understudy-trigger')).toBeNull();
  });

  it('names the trigger, the served model and the attempts after a fallback', async () => {
    const { url } = await start((call) =>
      call.step.model === 'lead' ? failure('rate_limit', 429, '{"error":{"message":"slow down"}}') : answers(),
    );
    const response = await post(`${url}${CHAT}`, { model: 'lead' });
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'x-understudy-served-model': 'org/second',
      'x-understudy-fallback': 'true',
      'x-understudy-attempts': '2',
      'x-understudy-trigger': 'rate_limit',
    });
  });

  it.each([
    ['GET', CHAT, 405],
    ['POST', '/v1/models', 405],
    ['GET', '/v1/nothing', 404],
    ['GET', '/', 404],
    ['GET', '/v1/models/unknown', 404],
    ['GET', '/v1/models/%E0%A4%A', 404],
  ])('%s %s is answered with %i and the fix', async (method, path, status) => {
    const { url } = await start(answers);
    const response = await fetch(`${url}${path}`, { method });
    expect(response.status).toBe(status);
    expect((await errorOf(response)).message).toMatch(/use |serves|lists those/);
  });

  it('lists models in the shape of the client that asks, ids with slashes included', async () => {
    const { url } = await start(answers);
    const openai = (await (await fetch(`${url}/v1/models`)).json()) as { object: string; data: { id: string }[] };
    expect(openai.data.map(({ id }) => id)).toEqual(['lead', 'org/second', 'no-tools']);
    const anthropic = await fetch(`${url}/v1/models`, { headers: { 'anthropic-version': '2023-06-01' } });
    expect(await anthropic.json()).toMatchObject({
      has_more: false,
      first_id: 'lead',
      data: [{ display_name: 'Lead' }, {}, {}],
    });
    for (const path of ['/v1/models/org/second', '/v1/models/org%2Fsecond']) {
      expect(await (await fetch(`${url}${path}`)).json()).toMatchObject({ id: 'org/second', object: 'model' });
    }
  });
});

function failure(
  trigger: 'rate_limit' | 'auth' | 'timeout' | 'connection' | 'server_error',
  status: number | null,
  body = '',
): CallOutcome {
  return {
    kind: 'failure',
    trigger,
    said: status === null ? null : { status, contentType: 'application/json', body: Buffer.from(body) },
    retryAfterMs: null,
    ownTimer: false,
    replay: 'refused',
    message: `upstream said ${trigger}`,
    usage: null,
  };
}

describe('requests that are refused before the engine', () => {
  it.each([
    ['{"model":', 'invalid_json', 'JSON'],
    ['[]', 'invalid_json', 'object'],
    ['', 'invalid_json', 'JSON'],
    ['{}', 'invalid_request', '"model"'],
    ['{"model":7}', 'invalid_request', '"model"'],
    ['{"model":"gpt-x"}', 'model_not_found', 'GET /v1/models'],
  ])('body %s → %s', async (body, code, hint) => {
    const { url, calls, ended } = await start(answers);
    const error = await errorOf(await post(`${url}${CHAT}`, body));
    expect(error.code).toBe(code);
    expect(error.message).toContain(hint);
    expect(calls).toHaveLength(0);
    expect(await ended(1)).toMatchObject({ outcome: 'rejected', route: 'none', rejection: 'bad_request' });
  });

  it('quotes nothing of the prompt in an error about broken JSON', async () => {
    const { url } = await start(answers);
    const error = await errorOf(await post(`${url}${CHAT}`, '{"messages": "my secret prompt", }'));
    expect(error.message).not.toContain('secret');
  });

  it.each(['abc', '0', '-1', '1.5', '99999999999'])('x-understudy-timeout-ms: %s is refused by name', async (value) => {
    const { url } = await start(answers);
    const response = await post(`${url}${CHAT}`, { model: 'lead' }, { 'x-understudy-timeout-ms': value });
    expect(response.status).toBe(400);
    expect((await errorOf(response)).param).toBe('x-understudy-timeout-ms');
  });

  it('refuses a fallback list that repeats a model or names an unknown one', async () => {
    const { url } = await start(answers);
    for (const value of ['org/second,org/second', 'nobody']) {
      const response = await post(`${url}${CHAT}`, { model: 'lead' }, { 'x-understudy-fallbacks': value });
      expect(response.status).toBe(400);
      expect((await errorOf(response)).param).toBe('x-understudy-fallbacks');
    }
  });

  it('answers 413 for a body over the limit, declared or streamed', async () => {
    const { url } = await start(answers);
    const big = JSON.stringify({ model: 'lead', x: 'y'.repeat(3_000) });
    const declared = await post(`${url}${CHAT}`, big);
    expect(declared.status).toBe(413);
    expect((await errorOf(declared)).message).toContain('--max-body-mb');
    const streamed = await fetch(`${url}${CHAT}`, {
      method: 'POST',
      body: new Blob([big]).stream(),
      duplex: 'half',
    });
    expect(streamed.status).toBe(413);
  });

  it('answers 415 for a compressed body', async () => {
    const { url } = await start(answers);
    const response = await post(`${url}${CHAT}`, { model: 'lead' }, { 'content-encoding': 'gzip' });
    expect(response.status).toBe(415);
  });

  it('refuses browsers and foreign hosts while nobody has to authenticate', async () => {
    const { port } = await start(answers);
    expect(await rawGet(port, { host: 'evil.example' })).toBe(403);
    expect(await rawGet(port, { host: 'localhost:4100', origin: 'http://localhost:3000' })).toBe(403);
    expect(await rawGet(port, { host: '[::1]:4100' })).toBe(200);
  });

  it('asks for a known key once clients are configured, and tells the engine who called', async () => {
    const directory = { anonymous: false, identify: (key: string) => (key === 'k1' ? 'checkout' : null) };
    const { url, calls, ended } = await start(answers, { directory });
    expect((await post(`${url}${CHAT}`, { model: 'lead' })).status).toBe(401);
    expect(await ended(1)).toMatchObject({ rejection: 'auth' });
    const wrong = await post(`${url}/v1/messages`, { model: 'lead' }, { 'x-api-key': 'k2' });
    expect(await wrong.json()).toMatchObject({ type: 'error', error: { type: 'authentication_error' } });
    await post(`${url}${CHAT}`, { model: 'lead' }, { authorization: 'Bearer k1', 'x-understudy-client': 'liar' });
    expect(calls[0]?.request.client).toBe('checkout');
    expect(JSON.stringify(calls[0]?.request.headers)).not.toContain('k1');
  });
});

describe('what the client hears when no step answers', () => {
  const chat = (model: string, api = CHAT) => [api, { model }] as const;

  it.each([
    ['rate_limit', 429, 429],
    ['server_error', 503, 503],
    ['timeout', null, 504],
    ['connection', null, 502],
  ] as const)('%s said with %s → %i, with the attempts and without a retry', async (trigger, said, status) => {
    const { url } = await start(() => failure(trigger, said, '{"error":{"message":"provider words","code":"c"}}'));
    const [api, body] = chat('lead');
    const response = await post(`${url}${api}`, body);
    expect(response.status).toBe(status);
    expect(response.headers.get('x-should-retry')).toBe('false');
    const error = await errorOf(response);
    expect(error.attempts?.map(({ result }) => result)).toEqual([trigger, trigger]);
    if (said !== null) expect(error.message).toBe('provider words');
  });

  it("withholds the body of a refusal of the agent's own credential", async () => {
    const { url } = await start(() => failure('auth', 401, '{"error":{"message":"Incorrect key sk-abc"}}'));
    const response = await post(`${url}/v1/messages`, { model: 'lead' });
    expect(response.status).toBe(502);
    const text = await response.text();
    expect(text).not.toContain('sk-abc');
    expect(JSON.parse(text)).toMatchObject({ type: 'error', error: { type: 'api_error', code: 'upstream_auth' } });
  });

  it('replaces an HTML page by an error of ours with the same status', async () => {
    const { url } = await start(() => failure('server_error', 502, '<html>Bad gateway</html>'));
    const response = await post(`${url}${CHAT}`, { model: 'lead' });
    expect(response.status).toBe(502);
    expect((await errorOf(response)).code).toBe('upstream_error');
  });

  it('names what is missing when no step can serve the request', async () => {
    const { url, ended } = await start(answers, { needs: ['tools'] });
    const response = await post(`${url}${CHAT}`, { model: 'no-tools' });
    expect(response.status).toBe(400);
    expect((await errorOf(response)).message).toContain('tools');
    expect(await ended(1)).toMatchObject({ outcome: 'client_error' });
  });

  it('answers 503 with Retry-After at once while every breaker is open', async () => {
    const { url, calls } = await start(() => failure('server_error', 500, '{}'));
    for (let i = 0; i < 5; i++) await post(`${url}${CHAT}`, { model: 'lead' });
    const before = calls.length;
    const response = await post(`${url}${CHAT}`, { model: 'lead' });
    expect(response.status).toBe(503);
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(calls).toHaveLength(before);
  });

  it("returns the client's own mistake untouched", async () => {
    const body = Buffer.from('{"error": {"message": "bad temperature"}}');
    const { url } = await start(() => ({
      kind: 'client_error',
      status: 422,
      headers: { 'content-type': 'application/json' },
      body,
      message: 'bad',
    }));
    const response = await post(`${url}${CHAT}`, { model: 'lead' });
    expect(response.status).toBe(422);
    expect(await response.text()).toBe(body.toString());
  });
});
