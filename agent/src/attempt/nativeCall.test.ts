import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import zlib from 'node:zlib';
import { Cancel, type ApiKind, type CallOutcome, type JsonObject } from '../engine/index.ts';
import { CallerUnderTest } from './testkit/callerUnderTest.ts';
import { ProviderServer } from './testkit/providerServer.ts';

let provider: ProviderServer;
let under: CallerUnderTest;

beforeEach(async () => {
  provider = await ProviderServer.start();
  under = new CallerUnderTest({ baseUrl: `${provider.origin}/v1` });
});

afterEach(async () => {
  await under.pools.destroy();
  await provider.close();
});

const CHAT: JsonObject = {
  id: 'c1',
  choices: [{ index: 0, message: { role: 'assistant', content: 'hello' }, finish_reason: 'stop' }],
  usage: { prompt_tokens: 3, completion_tokens: 4, total_tokens: 7 },
};

function answerJson(json: unknown, status = 200, headers: Record<string, string> = {}): void {
  provider.respond((response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(json));
  });
}

function answered(outcome: CallOutcome) {
  if (outcome.kind !== 'answer' || outcome.answer.body.kind !== 'full') throw new Error(JSON.stringify(outcome));
  return { ...outcome, bytes: outcome.answer.body.bytes };
}

function failed(outcome: CallOutcome) {
  if (outcome.kind !== 'failure') throw new Error(JSON.stringify(outcome));
  return outcome;
}

describe('a whole native call', () => {
  it('sends the spliced body and gives the answer as it came', async () => {
    provider.respond((response) => {
      const headers = {
        'content-type': 'application/json',
        'x-ratelimit-remaining-tokens': '9',
        'set-cookie': 'a=b',
        'keep-alive': 'timeout=5',
      };
      response.writeHead(200, headers).end(`  ${JSON.stringify(CHAT)}\n`);
    });
    const raw = Buffer.from('{ "model":"m", "messages":[] , "unknown_field":1.0}');
    const outcome = answered(await under.call({ raw, headers: { traceparent: '00-a-b-01' } }));
    expect(provider.calls).toHaveLength(1);
    expect(provider.calls[0]).toMatchObject({
      method: 'POST',
      path: '/v1/chat/completions',
      body: '{ "model":"up-model", "messages":[] , "unknown_field":1.0}',
      headers: {
        authorization: 'Bearer key-123456',
        traceparent: '00-a-b-01',
        'x-request-id': 'req-1',
        'content-type': 'application/json',
      },
    });
    expect(outcome.bytes.toString()).toBe(`  ${JSON.stringify(CHAT)}\n`);
    expect(outcome.answer.status).toBe(200);
    expect(outcome.answer.headers).toMatchObject({
      'content-type': 'application/json',
      'x-ratelimit-remaining-tokens': '9',
    });
    expect(Object.keys(outcome.answer.headers)).not.toEqual(expect.arrayContaining(['set-cookie']));
    expect(outcome.answer.usage).toMatchObject({ input: 3, output: 4, estimated: false });
    expect(outcome.answer.outputText()).toBe('hello');
    expect(outcome.firstContentAt).toBe(under.clock.now());
  });

  it.each<[ApiKind, string, JsonObject]>([
    ['completions', '/v1/completions', { choices: [{ text: 'a' }] }],
    ['embeddings', '/v1/embeddings', { data: [{ embedding: [0.1] }] }],
    ['responses', '/v1/responses', { status: 'completed', output: [{ type: 'function_call' }] }],
  ])('speaks %s', async (api, path, json) => {
    answerJson(json);
    expect((await under.call({ api })).kind).toBe('answer');
    expect(provider.calls[0]?.path).toBe(path);
  });

  it('decodes a coded answer and says nothing of its coding', async () => {
    provider.respond((response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' });
      response.end(zlib.gzipSync(JSON.stringify(CHAT)));
    });
    const outcome = answered(await under.call());
    expect(JSON.parse(outcome.bytes.toString())).toEqual(CHAT);
    expect(outcome.answer.headers).not.toHaveProperty('content-encoding');
    expect(outcome.answer.headers).not.toHaveProperty('content-length');
  });

  it.each([
    ['a page with status 200', '<html>welcome</html>', 'invalid_response'],
    ['half an answer', '{"choices":[{"message":', 'invalid_response'],
    ['JSON that is no answer', '{"hello":1}', 'invalid_response'],
    ['zero bytes', '', 'empty_response'],
    ['an answer without content', '{"choices":[{"message":{"content":""},"finish_reason":"stop"}]}', 'empty_response'],
    [
      'a filtered answer',
      '{"choices":[{"message":{"content":null},"finish_reason":"content_filter"}]}',
      'content_policy',
    ],
  ])('calls %s a failure', async (_name, body, trigger) => {
    provider.respond((response) => void response.writeHead(200, { 'content-type': 'application/json' }).end(body));
    expect(failed(await under.call())).toMatchObject({ trigger, said: null, ownTimer: false, replay: 'uncertain' });
  });

  it('keeps the usage of an answer that was thrown away', async () => {
    answerJson({ choices: [{ message: { content: '' } }], usage: { prompt_tokens: 5, completion_tokens: 0 } });
    expect(failed(await under.call()).usage).toMatchObject({ input: 5, output: 0 });
  });

  it('classifies an error that came with status 200, with the status that it stands for', async () => {
    answerJson({ error: { message: 'slow down', code: 429 } });
    const outcome = failed(await under.call());
    expect(outcome).toMatchObject({ trigger: 'rate_limit', said: { status: 429, contentType: 'application/json' } });
    expect(outcome.said?.body.toString()).toBe('{"error":{"message":"slow down","code":429}}');
  });

  it('gives up an answer that is too large', async () => {
    under = new CallerUnderTest({ baseUrl: provider.origin, limits: { maxAnswerBytes: 1_000, maxHeadBytes: 1_000 } });
    answerJson({ ...CHAT, filler: 'x'.repeat(5_000) });
    expect(failed(await under.call())).toMatchObject({ trigger: 'invalid_response' });
  });

  it('follows no redirect', async () => {
    provider.respond((response) => void response.writeHead(307, { location: 'http://elsewhere.test/' }).end());
    expect(failed(await under.call())).toMatchObject({ trigger: 'invalid_response' });
    expect(provider.calls).toHaveLength(1);
  });
});

describe('an error of the provider', () => {
  it('becomes a failure with what was said and when to come back', async () => {
    answerJson({ error: { message: 'Slow down', type: 'rate_limit_error' } }, 429, { 'retry-after': '7' });
    expect(failed(await under.call())).toMatchObject({
      trigger: 'rate_limit',
      retryAfterMs: 7_000,
      replay: 'refused',
      ownTimer: false,
      message: 'the provider answered 429 (rate_limit_error)',
      said: { status: 429, contentType: 'application/json' },
    });
  });

  it.each([
    [401, 'auth', 'refused'],
    [402, 'quota', 'refused'],
    [404, 'model_not_found', 'refused'],
    [500, 'server_error', 'refused'],
    [502, 'server_error', 'uncertain'],
    [503, 'timeout', 'refused'],
    [504, 'timeout', 'uncertain'],
  ])('%i is %s, and the call %s', async (status, trigger, replay) => {
    provider.respond((response) => void response.writeHead(status).end('<html>no</html>'));
    expect(failed(await under.call())).toMatchObject({ trigger, replay, ownTimer: false });
  });

  it("returns the client's own mistake untouched", async () => {
    const body = '{"error":{"message":"bad temperature","param":"temperature"}}';
    provider.respond(
      (response) =>
        void response.writeHead(400, { 'content-type': 'application/json', 'x-request-id': 'up-1' }).end(body),
    );
    const outcome = await under.call();
    expect(outcome).toMatchObject({ kind: 'client_error', status: 400, headers: { 'x-request-id': 'up-1' } });
    expect(outcome.kind === 'client_error' && outcome.body.toString()).toBe(body);
  });

  it('takes keys out of what is passed on', async () => {
    answerJson({ error: { message: 'Bad key sk-abcdef123456 or key-123456' } }, 401);
    expect(failed(await under.call()).said?.body.toString()).toBe(
      '{"error":{"message":"Bad key [redacted] or [redacted]"}}',
    );
  });
});

describe('a call that is not answered', () => {
  it('is a timeout by our own timer when the whole answer takes too long', async () => {
    const arrived = provider.arrival();
    provider.respond((response) => void response.writeHead(200).write('{'));
    const call = under.call({ deadlines: { attemptMs: 9_000 } });
    await arrived;
    await under.clock.advance(9_000);
    expect(failed(await call)).toMatchObject({ trigger: 'timeout', ownTimer: true, replay: 'uncertain', said: null });
  });

  it('is a timeout, with nothing sent, when there is no connection in time', async () => {
    under.account = { ...under.account, maxConnections: 1 };
    under.apply();
    const arrived = provider.arrival();
    provider.respond(() => undefined);
    const first = under.call();
    await arrived;
    const second = under.call();
    await under.clock.advance(5_000);
    expect(failed(await second)).toMatchObject({ trigger: 'timeout', ownTimer: true, replay: 'not_sent' });
    await under.clock.advance(120_000);
    expect(failed(await first)).toMatchObject({ trigger: 'timeout', replay: 'uncertain' });
    expect(provider.calls).toHaveLength(1);
  });

  it('is a connection failure when the provider hangs up', async () => {
    provider.respond((response) => void response.socket?.destroy());
    expect(failed(await under.call())).toMatchObject({ trigger: 'connection', replay: 'uncertain', ownTimer: false });
  });

  it('is a connection failure, with nothing sent, when the provider refuses', async () => {
    const { origin } = provider;
    await provider.close();
    under = new CallerUnderTest({ baseUrl: origin });
    expect(failed(await under.call())).toMatchObject({ trigger: 'connection', replay: 'not_sent' });
    provider = await ProviderServer.start();
  });

  it('is a connection failure when the body is cut', async () => {
    provider.respond((response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('{"choices"', () => response.socket?.destroy());
    });
    expect(failed(await under.call())).toMatchObject({ trigger: 'connection' });
  });

  it('is an invalid response when its coding is broken', async () => {
    provider.respond((response) => void response.writeHead(200, { 'content-encoding': 'gzip' }).end('no gzip'));
    expect(failed(await under.call())).toMatchObject({ trigger: 'invalid_response' });
  });

  it('fails when its provider was removed or moved meanwhile', async () => {
    under.pools.apply([]);
    expect(failed(await under.call())).toMatchObject({ trigger: 'connection', replay: 'not_sent' });
  });

  it('leaves no timer behind', async () => {
    answerJson(CHAT);
    await under.call();
    provider.respond((response) => void response.socket?.destroy());
    await under.call();
    expect(under.clock.waits).toEqual([]);
  });
});

describe('a call that is called off', () => {
  it('is not sent at all when that was before', async () => {
    const cancel = new Cancel();
    cancel.cancel('client');
    expect(await under.call({ cancel })).toEqual({ kind: 'cancelled', sent: false });
    expect(provider.calls).toHaveLength(0);
  });

  it('is not sent while it waits for a connection', async () => {
    const cancel = new Cancel();
    const call = under.call({ cancel });
    cancel.cancel('client');
    expect(await call).toEqual({ kind: 'cancelled', sent: false });
  });

  it('closes the connection while the provider is silent, and in the middle of a body', async () => {
    for (const begin of [false, true]) {
      const cancel = new Cancel();
      const hungUp = new Promise<void>((resolve) => {
        provider.respond((response) => {
          response.on('close', () => resolve());
          if (begin) response.writeHead(200).write('{"ch');
        });
      });
      const arrived = provider.arrival();
      const call = under.call({ cancel });
      await arrived;
      cancel.cancel('client');
      expect(await call).toEqual({ kind: 'cancelled', sent: true });
      await hungUp;
      expect(under.clock.waits).toEqual([]);
    }
  });
});
