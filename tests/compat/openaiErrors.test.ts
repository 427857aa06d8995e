import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import OpenAI, {
  APIConnectionError,
  APIUserAbortError,
  BadRequestError,
  InternalServerError,
  NotFoundError,
  RateLimitError,
} from 'openai';
import type { Behaviour } from '../sim/behaviour.ts';
import { LEAD, SECOND, setStage, WAYS, type Stage } from './compatStage.ts';

const messages = [{ role: 'user' as const, content: 'hi there' }];
const ask = { model: LEAD, messages };

async function failure(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => {
      throw new Error('it was answered');
    },
    (error: unknown) => error,
  );
}

describe.each(WAYS)('errors of the openai client by %s', (way) => {
  let stage: Stage;
  let client: OpenAI;

  beforeAll(async () => {
    stage = await setStage(way, ['openai', 'anthropic']);
    const { origin, fetch } = stage.setup;
    // With the client's own two retries: walking the chain three times would be a storm.
    client = new OpenAI({ baseURL: `${origin}/v1`, apiKey: 'client-key', fetch });
  });
  beforeEach(() => stage.reset());
  afterAll(() => stage.close());

  const bothFail = (primary: Behaviour, fallback: Behaviour): void => {
    stage.lead.setDefault(primary);
    stage.second.setDefault(fallback);
  };
  const calls = (): number[] => [stage.lead.callCount, stage.second.callCount];

  const exhausted: [string, Behaviour, unknown, number][] = [
    ['429', { kind: 'error', error: 'rate_limit', retryAfter: 1 }, RateLimitError, 429],
    ['500', { kind: 'error', error: 'server_error' }, InternalServerError, 500],
    ['529', { kind: 'error', error: 'overloaded' }, InternalServerError, 529],
    ['an unusable answer', { kind: 'malformed_json' }, InternalServerError, 502],
    ['a refused account', { kind: 'error', error: 'unauthorized' }, InternalServerError, 502],
    ['an unknown upstream model', { kind: 'error', error: 'model_not_found' }, InternalServerError, 502],
    ['a broken connection', { kind: 'reset' }, InternalServerError, 502],
  ];

  it.each(exhausted)('maps a chain that ended in %s, and does not walk it again', async (_, last, type, status) => {
    bothFail({ kind: 'error', error: 'unavailable' }, last);
    const error = await failure(client.chat.completions.create(ask));
    expect(error).toBeInstanceOf(type);
    expect(error).toMatchObject({ status, error: { attempts: [{ result: 'timeout' }, { model: SECOND }] } });
    expect(calls()).toEqual([1, 1]);
  });

  it('fails a stream that never began like any other call', async () => {
    bothFail({ kind: 'stream_error' }, { kind: 'error', error: 'rate_limit' });
    const error = await failure(client.chat.completions.create({ ...ask, stream: true }));
    expect(error).toBeInstanceOf(RateLimitError);
    expect(calls()).toEqual([1, 1]);
  });

  it("passes the caller's own mistake through, without a fallback", async () => {
    stage.lead.setDefault({ kind: 'error', error: 'bad_request', message: 'temperature is out of range' });
    const error = await failure(client.chat.completions.create(ask));
    expect(error).toBeInstanceOf(BadRequestError);
    expect(error).toMatchObject({ status: 400, message: expect.stringContaining('temperature is out of range') });
    expect(calls()).toEqual([1, 0]);
  });

  it('maps a model that is not configured', async () => {
    const error = await failure(client.chat.completions.create({ ...ask, model: 'nobody' }));
    expect(error).toBeInstanceOf(NotFoundError);
    expect(error).toMatchObject({ status: 404, code: 'model_not_found', param: 'model', requestID: null });
    expect(calls()).toEqual([0, 0]);
  });

  it('tells of a stream that broke after its first content', async () => {
    stage.lead.setDefault({ kind: 'cut', afterChunks: 2 });
    const stream = await client.chat.completions.create({ ...ask, stream: true });
    const said: string[] = [];
    const error = await failure(
      (async () => {
        for await (const chunk of stream) said.push(chunk.choices[0]?.delta.content ?? '');
      })(),
    );
    expect(said.join('')).toMatch(/^Hello/);
    expect(error).toMatchObject({ code: 'stream_interrupted' });
    expect(calls()).toEqual([1, 0]);
  });

  it('cancels the upstream call when the client aborts before an answer', async () => {
    stage.lead.setDefault({ kind: 'hang' });
    const abort = new AbortController();
    const answer = failure(client.chat.completions.create(ask, { signal: abort.signal }));
    await stage.lead.waitFor((call) => call.outcome === 'pending');
    abort.abort();
    expect(await answer).toBeInstanceOf(APIUserAbortError);
    await stage.lead.waitFor((call) => call.outcome === 'client_closed');
    expect(calls()).toEqual([1, 0]);
  });

  it('cancels the upstream call when the client leaves a stream', async () => {
    stage.lead.setDefault({ kind: 'stall', afterChunks: 1 });
    const stream = await client.chat.completions.create({ ...ask, stream: true });
    for await (const chunk of stream) if (chunk.choices[0]?.delta.content !== '') break;
    await stage.lead.waitFor((call) => call.outcome === 'client_closed');
    expect(calls()).toEqual([1, 0]);
  });

  it("ends with the client's own timeout", async () => {
    stage.lead.setDefault({ kind: 'hang' });
    const error = await failure(client.chat.completions.create(ask, { timeout: 100, maxRetries: 0 }));
    // Jest's realm hides from the client that it is an abort; outside of it this is the subclass for timeouts.
    expect(error).toBeInstanceOf(APIConnectionError);
    await stage.lead.waitFor((call) => call.outcome === 'client_closed');
    expect(calls()).toEqual([1, 0]);
  });

  it('keeps to the deadline that the client sends along', async () => {
    bothFail({ kind: 'hang' }, { kind: 'hang' });
    const error = await failure(client.chat.completions.create(ask, { headers: { 'x-understudy-timeout-ms': '150' } }));
    expect(error).toBeInstanceOf(InternalServerError);
    expect(error).toMatchObject({ status: 504 });
    expect(stage.lead.callCount).toBe(1);
  });

  it('answers without fallbacks where the client wants none', async () => {
    bothFail({ kind: 'error', error: 'rate_limit' }, { kind: 'ok' });
    const error = await failure(client.chat.completions.create(ask, { headers: { 'x-understudy-fallbacks': 'off' } }));
    expect(error).toBeInstanceOf(RateLimitError);
    expect(calls()).toEqual([1, 0]);
  });
});
