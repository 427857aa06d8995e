import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { UnderstudyError, type CallOptions } from '../../agent/src/index.ts';
import { setLibraryStage, type LibraryStage } from './stage.ts';

const hello = { messages: [{ role: 'user', content: 'hi there' }] };
const unavailable = { kind: 'error', error: 'unavailable' } as const;

let stage: LibraryStage;

beforeAll(async () => {
  stage = await setLibraryStage();
});
beforeEach(() => {
  stage.lead.reset();
  stage.second.reset();
  stage.log.lines.length = 0;
});
afterAll(() => stage.close());

async function failure(promise: Promise<unknown>): Promise<UnderstudyError> {
  const error: unknown = await promise.then(
    () => new Error('it was answered'),
    (reason: unknown) => reason,
  );
  if (!(error instanceof UnderstudyError)) throw error;
  return error;
}

describe('callWithFallback', () => {
  it('answers with the requested model while that works', async () => {
    const result = await stage.understudy.callWithFallback('lead', hello);
    expect(result.response.choices[0]?.message.content).toBe('Hello from lead-up. You said: hi there');
    expect(result).toMatchObject({ requestedModel: 'lead', servedModel: 'lead', usedFallback: false, trigger: null });
    expect(result.attempts).toHaveLength(1);
    expect(stage.log.said).toEqual(['info: request answered']);
  });

  it('answers with the fallback when the primary fails, and says so', async () => {
    stage.lead.setDefault(unavailable);
    stage.second.setDefault({ kind: 'ok', usage: { prompt: 1_000, completion: 100 } });
    const result = await stage.understudy.callWithFallback('lead', hello);
    expect(result).toMatchObject({
      response: { choices: [{ message: { content: 'Hello from second-up. You said: hi there' } }] },
      requestedModel: 'lead',
      servedModel: 'second',
      usedFallback: true,
      trigger: 'timeout',
      attempts: [
        { number: 1, model: 'lead', provider: 'lead-cloud', position: 0, result: 'timeout', status: 503 },
        { number: 2, model: 'second', provider: 'second-cloud', position: 1, result: 'success', status: 200 },
      ],
      usage: { input: 1_000, output: 100 },
    });
    expect(result.cost).toEqual({
      usd: expect.closeTo(0.0045, 10),
      baselineUsd: expect.closeTo(0.003, 10),
      multiplier: expect.closeTo(1.5, 10),
      wastedUsd: 0,
      estimated: false,
    });
    expect(stage.log.said).toEqual(['warn: falling back', 'info: a fallback answered']);
    expect(stage.log.lines[0]?.fields).toMatchObject({ model: 'lead', reason: 'timeout' });
  });

  it("throws the fallback's error when both fail, and logs both failures", async () => {
    stage.lead.setDefault(unavailable);
    stage.second.setDefault({ kind: 'error', error: 'rate_limit', message: 'slow down', retryAfter: 7 });
    const error = await failure(stage.understudy.callWithFallback('lead', hello));
    expect(error).toMatchObject({
      name: 'UnderstudyError',
      message: 'slow down',
      status: 429,
      code: 'rate_limit_exceeded',
      requestedModel: 'lead',
      trigger: 'rate_limit',
      fallbackTrigger: 'timeout',
      retryAfterMs: 7_000,
      attempts: [
        { model: 'lead', result: 'timeout', status: 503 },
        { model: 'second', result: 'rate_limit', status: 429 },
      ],
    });
    expect(stage.log.said).toEqual(['warn: falling back', 'error: every model of the chain failed']);
    expect(stage.log.lines[1]?.fields['failures']).toMatchObject([{ model: 'lead' }, { model: 'second' }]);
  });

  it.each([
    ['completions', { prompt: 'hi there' }, 'choices'],
    ['embeddings', { input: 'hi there' }, 'data'],
    ['responses', { input: 'hi there' }, 'output'],
    ['messages', { ...hello, max_tokens: 50 }, 'content'],
  ] as const)('speaks the %s API', async (api, request, field) => {
    const { response, servedModel } = await stage.understudy.callWithFallback('lead', request, { api });
    expect(response).toHaveProperty(field);
    expect(servedModel).toBe('lead');
  });

  it('passes fields on that it does not know, and never its own caller', async () => {
    await stage.understudy.callWithFallback('lead', { ...hello, zzz_new: { deep: [1] } }, { client: 'worker' });
    expect(stage.lead.calls[0]?.body).toMatchObject({ model: 'lead-up', zzz_new: { deep: [1] } });
    expect(JSON.stringify(stage.lead.calls[0]?.headers)).not.toContain('worker');
    expect(stage.log.lines[0]?.fields).toMatchObject({ client: 'worker', model: 'lead' });
  });

  it('marks tokens that nobody reported as estimated', async () => {
    stage.lead.setDefault({ kind: 'ok', usage: false });
    const { cost, usage } = await stage.understudy.callWithFallback('lead', hello);
    expect(cost).toMatchObject({ estimated: true, usd: expect.any(Number) });
    expect(usage?.output).toBeGreaterThan(0);
  });

  it.each<[string, Record<string, unknown>, CallOptions, Record<string, unknown>]>([
    ['an unknown model', hello, { fallbacks: ['nobody'] }, { status: 400, code: 'invalid_request' }],
    ['a timeout that is none', hello, { timeoutMs: 0.5 }, { status: 400, code: 'invalid_request' }],
    ['a client id with a blank', hello, { client: 'a b' }, { status: 400, code: 'invalid_request' }],
  ])('refuses %s before any call', async (_, request, options, said) => {
    expect(await failure(stage.understudy.callWithFallback('lead', request, options))).toMatchObject(said);
    expect(stage.lead.callCount).toBe(0);
  });

  it('says that a model is not configured', async () => {
    const error = await failure(stage.understudy.callWithFallback('nobody', hello));
    expect(error).toMatchObject({ status: 404, code: 'model_not_found', attempts: [], trigger: null });
    expect(error.message).toContain('nobody');
  });

  it("throws the caller's own mistake as the provider said it", async () => {
    stage.lead.setDefault({ kind: 'error', error: 'bad_request', message: 'temperature is out of range' });
    const error = await failure(stage.understudy.callWithFallback('lead', hello));
    expect(error).toMatchObject({ status: 400, message: 'temperature is out of range' });
    expect(stage.second.callCount).toBe(0);
  });

  it('keeps to the deadline of the call', async () => {
    stage.lead.setDefault({ kind: 'hang' });
    const error = await failure(stage.understudy.callWithFallback('lead', hello, { timeoutMs: 100 }));
    expect(error).toMatchObject({ status: 504, code: 'upstream_timeout' });
  });

  it('takes no fallback, or another one, where the call says so', async () => {
    stage.lead.setDefault(unavailable);
    const off = await failure(stage.understudy.callWithFallback('lead', hello, { fallbacks: 'off' }));
    const none = await failure(stage.understudy.callWithFallback('lead', hello, { fallbacks: [] }));
    expect([off.status, none.status, stage.second.callCount]).toEqual([503, 503, 0]);
    const other = await stage.understudy.callWithFallback('second', hello, { fallbacks: ['lead'] });
    expect(other).toMatchObject({ requestedModel: 'second', servedModel: 'second', usedFallback: false });
  });

  it('refuses to stream', async () => {
    const call = stage.understudy.callWithFallback('lead', { ...hello, stream: true });
    await expect(call).rejects.toThrow('use streamWithFallback');
  });

  it("rejects with the signal's reason and cancels the upstream call", async () => {
    stage.lead.setDefault({ kind: 'hang' });
    const abort = new AbortController();
    const call = stage.understudy.callWithFallback('lead', hello, { signal: abort.signal });
    const reason = new Error('not needed any more');
    await stage.lead.waitFor(({ outcome }) => outcome === 'pending');
    abort.abort(reason);
    await expect(call).rejects.toBe(reason);
    await stage.lead.waitFor(({ outcome }) => outcome === 'client_closed');
    expect(stage.second.callCount).toBe(0);
    expect(stage.log.said).toEqual(['info: request ended: cancelled']);
  });

  it('makes no call for a signal that has aborted', async () => {
    const signal = AbortSignal.abort(new Error('too late'));
    await expect(stage.understudy.callWithFallback('lead', hello, { signal })).rejects.toThrow('too late');
    expect(stage.lead.callCount).toBe(0);
  });
});
