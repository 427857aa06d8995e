import { describe, expect, it } from '@jest/globals';
import { SpanKind, SpanStatusCode } from '@opentelemetry/api';
import type { RequestRecord } from '../../engine/index.ts';
import { aRequest } from '../../testkit/aRequest.ts';
import { aHop, aRecord, aStep, aUsage, anAttempt } from '../../testkit/telemetryFixtures.ts';
import { attributesOf, ms, SpansUnderTest } from './testkit/spansUnderTest.ts';

const primary = aStep();
const claude = aStep({ model: 'claude', provider: 'anthropic', upstreamModel: 'claude-sonnet-4' });
const incoming = { traceId: 'ab'.repeat(16), spanId: null, parentId: 'cd'.repeat(8), sampled: true };
const words = { words: () => ({ model: 'gpt-4o-2024-11-20', finishReasons: ['stop'] }) };

const headers = {
  traceparent: `00-${incoming.traceId}-${incoming.parentId}-01`,
  tracestate: 'a=1',
  'user-agent': 'x',
};

function play(record: RequestRecord, under = new SpansUnderTest(), parent: typeof incoming | null = null) {
  const { trace, spans } = under.play(record, aRequest({ id: record.id, headers }), parent);
  const root = spans.at(-1);
  if (root === undefined) throw new Error('there is no span');
  return { trace, root, attempts: spans.slice(0, -1), spans };
}

describe('the spans of a request that the primary answered', () => {
  const record = aRecord({ attempts: [anAttempt({ startedAt: 3, said: words })], durationMs: 405 });

  it('are one of the request and one of the call, in time with their records', () => {
    const { root, attempts } = play(record);
    expect(root).toMatchObject({ name: 'chat gpt-4o', kind: SpanKind.SERVER, status: { code: SpanStatusCode.UNSET } });
    expect(attempts).toHaveLength(1);
    expect(attempts[0]).toMatchObject({ name: 'chat gpt-4o', kind: SpanKind.CLIENT });
    expect(attempts[0]?.parentSpanContext?.spanId).toBe(root.spanContext().spanId);
    expect([ms(root.startTime), ms(root.endTime)]).toEqual([0, 405]);
    expect([attempts[0]?.startTime, attempts[0]?.endTime].map((time) => time && ms(time))).toEqual([3, 403]);
  });

  it('say who asked for what, what answered, and what it took, by the conventions', () => {
    const { root, attempts } = play(record);
    expect(attempts[0]?.attributes).toMatchObject({
      'gen_ai.operation.name': 'chat',
      'gen_ai.provider.name': 'openai',
      'gen_ai.request.model': 'gpt-4o',
      'gen_ai.original.model': 'gpt-4o',
      'gen_ai.response.model': 'gpt-4o-2024-11-20',
      'gen_ai.response.finish_reasons': ['stop'],
      'gen_ai.usage.input_tokens': 100,
      'gen_ai.usage.output_tokens': 20,
      'server.address': 'api.openai.com',
      'server.port': 443,
      'understudy.provider': 'openai',
      'understudy.position': 0,
      'understudy.result': 'success',
    });
    expect(root.attributes).toMatchObject({
      'gen_ai.original.model': 'gpt-4o',
      'http.response.status_code': 200,
      'understudy.request_id': 'req-1',
      'understudy.route': 'primary',
      'understudy.outcome': 'success',
      'understudy.served_model': 'gpt-4o',
      'understudy.attempts': 1,
      'understudy.cost_usd': 0.00045,
    });
  });

  it('leave tokens to the call, so that nobody counts them twice', () => {
    expect(Object.keys(play(record).root.attributes).filter((name) => name.includes('usage'))).toEqual([]);
  });

  it('hold no word of the prompt', () => {
    expect(JSON.stringify(attributesOf(play(record).spans))).not.toContain('canary');
  });
});

describe('the spans of a request that a fallback answered', () => {
  const failed = anAttempt({ result: 'rate_limit', status: 429, usage: null, message: 'canary words', durationMs: 10 });
  const retried = { ...failed, number: 2, startedAt: 2_010, retryOf: 'rate_limit', waitedMs: 2_000 } as const;
  const answered = anAttempt({ step: claude, position: 1, number: 3, startedAt: 2_021, durationMs: 300 });
  const record = aRecord({
    route: 'fallback',
    trigger: 'rate_limit',
    served: claude,
    servedPosition: 1,
    attempts: [failed, retried, answered],
    hops: [aHop(primary, claude, { reason: 'rate_limit' })],
    durationMs: 2_330,
  });

  it('are one a call, with what failed', () => {
    const { root, attempts } = play(record);
    expect(attempts.map(({ name }) => name)).toEqual(['chat gpt-4o', 'chat gpt-4o', 'chat claude-sonnet-4']);
    expect(attempts.map(({ attributes }) => attributes['error.type'])).toEqual(['rate_limit', 'rate_limit', undefined]);
    expect(attempts[0]?.status).toEqual({ code: SpanStatusCode.ERROR, message: 'rate_limit (429)' });
    expect(attempts[1]?.attributes).toMatchObject({ 'understudy.retry_of': 'rate_limit', 'understudy.attempt': 2 });
    expect(attempts[2]?.attributes).toMatchObject({ 'gen_ai.original.model': 'gpt-4o', 'understudy.position': 1 });
    expect(root.status.code).toBe(SpanStatusCode.UNSET);
    expect(root.attributes).toMatchObject({ 'understudy.route': 'fallback', 'understudy.trigger': 'rate_limit' });
  });

  it('tell of the wait and of the move, when they happened', () => {
    const { root } = play(record);
    expect(root.events.map(({ name, time }) => [name, ms(time)])).toEqual([
      ['understudy.wait', 10],
      ['understudy.fallback', 2_020],
    ]);
    expect(root.events[1]?.attributes).toMatchObject({
      'understudy.from.model': 'gpt-4o',
      'understudy.to.model': 'claude',
      'understudy.reason': 'rate_limit',
      'understudy.position': 1,
    });
  });

  it('hold nothing of what a provider said', () => {
    const { spans } = play(record);
    expect(JSON.stringify([attributesOf(spans), spans.map(({ status }) => status)])).not.toContain('canary');
  });
});

describe('the spans of a request that did not end well', () => {
  const failure = anAttempt({ result: 'timeout', status: null, usage: null, ownTimer: true });

  it('are errors where every model failed', () => {
    const { root, attempts } = play(
      aRecord({ outcome: 'error', exhausted: true, status: 504, served: null, attempts: [failure], usage: null }),
    );
    expect(root.status).toEqual({ code: SpanStatusCode.ERROR, message: 'every model of the chain failed' });
    expect(root.attributes['error.type']).toBe('timeout');
    expect(attempts[0]?.status).toEqual({ code: SpanStatusCode.ERROR, message: 'timeout' });
  });

  it('are errors where a stream broke, and say so', () => {
    const broken = anAttempt({ result: 'connection', interrupted: true, firstContentMs: 120 });
    const record = aRecord({ outcome: 'error', stream: true, attempts: [broken] });
    const { root, attempts } = play(record);
    expect(root.status.code).toBe(SpanStatusCode.ERROR);
    expect(attempts[0]?.attributes).toMatchObject({
      'understudy.interrupted': true,
      'gen_ai.response.time_to_first_chunk': 0.12,
    });
  });

  it('are no errors where the client left', () => {
    const left = anAttempt({ result: 'cancelled', status: null, usage: null });
    const { root, attempts } = play(
      aRecord({ outcome: 'cancelled', status: 499, disconnect: 'upstream', attempts: [left], served: null }),
    );
    expect([root.status.code, attempts[0]?.status.code]).toEqual([SpanStatusCode.UNSET, SpanStatusCode.UNSET]);
    expect(root.attributes).toMatchObject({ 'understudy.outcome': 'cancelled', 'understudy.disconnect': 'upstream' });
  });

  it("are an error of the call, not of the server, where the request was the client's own mistake", () => {
    const refused = anAttempt({ result: 'client_error', status: 400, usage: null });
    const { root, attempts } = play(
      aRecord({ outcome: 'client_error', status: 400, attempts: [refused], served: null }),
    );
    expect(root.status.code).toBe(SpanStatusCode.UNSET);
    expect(attempts[0]?.status).toEqual({ code: SpanStatusCode.ERROR, message: 'client_error (400)' });
  });

  it.each([
    [401, 'auth', SpanStatusCode.UNSET],
    [503, 'concurrency', SpanStatusCode.ERROR],
  ] as const)(
    'of one that was refused with %i are one span, named by the operation alone',
    (status, rejection, code) => {
      const record = aRecord({
        outcome: 'rejected',
        route: 'none',
        status,
        rejection,
        model: 'anything that a client writes',
        attempts: [],
        served: null,
        requested: null,
      });
      const { root, attempts } = play(record);
      expect(attempts).toEqual([]);
      expect(root).toMatchObject({ name: 'chat', status: { code } });
      expect(root.attributes['understudy.rejection']).toBe(rejection);
    },
  );
});

describe('the trace of a request', () => {
  it("is the caller's, where it sent one", () => {
    const { trace, root } = play(aRecord(), new SpansUnderTest(), incoming);
    expect(trace).toEqual({ ...incoming, spanId: root.spanContext().spanId });
    expect(root.spanContext().traceId).toBe(incoming.traceId);
    expect(root.parentSpanContext).toMatchObject({ spanId: incoming.parentId, isRemote: true });
  });

  it('begins here where there is none', () => {
    const { trace } = play(aRecord());
    expect(trace).toMatchObject({ parentId: null, sampled: true });
    expect(trace?.traceId).toMatch(/^[0-9a-f]{32}$/);
  });

  it('is not kept where the caller does not keep it, and still has ids for logs', () => {
    const under = new SpansUnderTest();
    const record = aRecord();
    const { trace, spans } = under.play(record, aRequest({ headers }), { ...incoming, sampled: false });
    expect(spans).toEqual([]);
    expect(trace).toMatchObject({ traceId: incoming.traceId, sampled: false });
  });

  it('is kept in the share that the sampler says', () => {
    const under = new SpansUnderTest({ sampling: { name: 'parentbased_traceidratio', ratio: 0 } });
    expect(under.play(aRecord(), aRequest({ headers })).spans).toEqual([]);
  });

  it('has no span of a request that is no request of a client, such as a drill', () => {
    const under = new SpansUnderTest();
    under.call(aRequest({ id: 'drill-1', headers }), primary);
    under.end(aRecord({ id: 'drill-1' }));
    expect(under.spans).toEqual([]);
    expect(under.calls[0]?.request.headers['traceparent']).toBeDefined();
  });

  it('ends the spans of calls that have no record', () => {
    const under = new SpansUnderTest();
    under.begin(aRecord());
    under.call(aRequest({ headers }), primary);
    under.end(aRecord({ outcome: 'error', attempts: [] }));
    expect(under.spans).toHaveLength(2);
  });

  it('has tokens of the answer that were counted, where the provider said none', () => {
    const counted = aUsage({ input: 7, estimated: true });
    const { attempts } = play(aRecord({ attempts: [anAttempt({ usage: null })], usage: counted }));
    expect(attempts[0]?.attributes).toMatchObject({ 'gen_ai.usage.input_tokens': 7, 'understudy.usage': 'estimated' });
  });
});

describe('what goes upstream', () => {
  it.each([
    ['local', true, true],
    ['local', false, false],
    ['all', false, true],
    ['none', true, false],
  ] as const)(
    'with upstream=%s and a provider that is local=%s: the call as parent is told = %s',
    (upstream, local, told) => {
      const under = new SpansUnderTest({ upstream, local });
      under.begin(aRecord(), incoming, { tracestate: 'a=1' });
      under.call(aRequest({ headers }), primary);
      under.end(aRecord());
      const [attempt] = under.spans;
      const { traceId, spanId } = attempt?.spanContext() ?? { traceId: '', spanId: '' };
      const expected = told ? { traceparent: `00-${traceId}-${spanId}-01`, tracestate: 'a=1' } : {};
      expect(under.calls[0]?.request.headers).toEqual({ 'user-agent': 'x', ...expected });
    },
  );

  it('tells of a trace that is not kept, with the flag that says so', () => {
    const under = new SpansUnderTest({ upstream: 'all' });
    const trace = under.begin(aRecord(), { ...incoming, sampled: false });
    under.call(aRequest({ headers }), primary);
    expect(under.calls[0]?.request.headers['traceparent']).toBe(`00-${incoming.traceId}-${trace?.spanId}-00`);
  });

  it('asks the caller itself what it cannot carry', () => {
    expect(new SpansUnderTest().caller.unsupported(aRequest({ headers }), primary)).toBe('only words');
  });
});
