import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { DEFAULT_DEADLINES } from '@understudy/contract';
import type { AnswerSink, CallOutcome, EngineRequest, JsonObject, StreamEnd } from '../../agent/src/engine/index.ts';
import type { Sim } from '../sim/startSim.ts';
import { startSim } from '../sim/startSim.ts';
import { Provider, requestOf, stepAt } from './translationServer.ts';

const CLAUDE = 'claude-sonnet-4-5';
const GEMINI = 'gemini-2.5-flash';

describe('a translated call', () => {
  let sim: Sim;
  let provider: Provider;

  beforeAll(async () => {
    sim = await startSim();
    provider = new Provider(sim.url);
  });
  beforeEach(() => sim.reset());
  afterAll(async () => {
    await provider.close();
    await sim.close();
  });

  const chat = (over: JsonObject = {}): EngineRequest =>
    requestOf('chat', { messages: [{ role: 'user', content: 'hello there you' }], ...over });

  function pump(outcome: CallOutcome, sink: AnswerSink): Promise<StreamEnd> {
    if (outcome.kind !== 'answer' || outcome.answer.body.kind !== 'stream') {
      throw new Error(`no stream: ${outcome.kind}`);
    }
    return outcome.answer.body.pump(sink);
  }

  function completed(end: StreamEnd): Extract<StreamEnd, { kind: 'complete' }> {
    if (end.kind !== 'complete') throw new Error(`the stream did not complete: ${end.kind}`);
    return end;
  }

  const eager: AnswerSink = { write: () => true, onDrain: () => undefined };

  it('never looks for a key in the environment, nor sends a stand-in for one', async () => {
    process.env.ANTHROPIC_API_KEY = 'of-the-environment';
    process.env.ANTHROPIC_BASE_URL = 'http://127.0.0.1:9';
    try {
      const outcome = await provider.call(stepAt('anthropic', CLAUDE), chat(), { apiKey: null });
      expect(outcome).toMatchObject({ kind: 'failure', trigger: 'auth' });
      expect(sim.calls[0]?.headers).not.toHaveProperty('x-api-key');
    } finally {
      delete process.env.ANTHROPIC_API_KEY;
      delete process.env.ANTHROPIC_BASE_URL;
    }
  });

  it("sends the account's key and headers, the trace, and nothing of the library", async () => {
    await provider.call(stepAt('google', GEMINI), chat(), { headers: { 'x-tenant': 'blue' } });
    const headers = sim.calls[0]!.headers;
    expect(headers).toMatchObject({ 'x-goog-api-key': 'secret-key', 'x-tenant': 'blue' });
    expect(headers.traceparent).toMatch(/^00-a/);
    expect(headers['user-agent'] ?? '').not.toContain('ai-sdk');
  });

  it('says nothing on the console about settings that a dialect has not', async () => {
    const spies = (['log', 'warn', 'info', 'error'] as const).map((name) => jest.spyOn(console, name));
    await provider.call(stepAt('anthropic', CLAUDE), chat({ seed: 1, presence_penalty: 1, temperature: 1.5 }));
    for (const spy of spies) expect(spy).not.toHaveBeenCalled();
    expect(sim.calls[0]?.body).toMatchObject({ temperature: 1 });
  });

  it('makes one call, whatever comes of it', async () => {
    sim.setDefault({ kind: 'error', error: 'server_error' });
    await provider.call(stepAt('google', GEMINI), chat());
    await provider.call(stepAt('google', GEMINI), chat({ stream: true }));
    expect(sim.callCount).toBe(2);
  });

  it('ends a silent stream by the first-token timer and moves on without a retry', async () => {
    sim.script(CLAUDE, [{ kind: 'hang', after: 'headers' }]);
    const deadlines = { ...DEFAULT_DEADLINES, firstTokenMs: 40 };
    const outcome = await provider.call(stepAt('anthropic', CLAUDE, { deadlines }), chat({ stream: true }));
    expect(outcome).toMatchObject({ kind: 'failure', trigger: 'timeout', ownTimer: true });
  });

  it('ends a stalled stream by the idle timer', async () => {
    sim.script(CLAUDE, [{ kind: 'stall', afterChunks: 2 }]);
    const deadlines = { ...DEFAULT_DEADLINES, idleMs: 40 };
    const outcome = await provider.call(stepAt('anthropic', CLAUDE, { deadlines }), chat({ stream: true }));
    expect(await pump(outcome, eager)).toMatchObject({ kind: 'interrupted', trigger: 'timeout' });
  });

  it('leaves the provider when the client leaves before the first content', async () => {
    sim.script(GEMINI, [{ kind: 'hang' }]);
    const request = chat({ stream: true });
    const outcome = provider.call(stepAt('google', GEMINI), request);
    await sim.waitFor((call) => call.outcome === 'pending');
    request.cancel.cancel('client');
    expect(await outcome).toEqual({ kind: 'cancelled', sent: true });
    await sim.waitFor((call) => call.outcome === 'client_closed');
  });

  it('leaves the provider when a client that reads no more leaves', async () => {
    sim.script(GEMINI, [{ kind: 'ok', tokens: 400 }]);
    const request = chat({ stream: true });
    const stuck: AnswerSink = { write: () => false, onDrain: () => request.cancel.cancel('client') };
    expect(await pump(await provider.call(stepAt('google', GEMINI), request), stuck)).toMatchObject({
      kind: 'cancelled',
    });
  });

  it('reads from the provider no faster than the client does', async () => {
    sim.script(GEMINI, [{ kind: 'ok', text: 'x'.repeat(20_000_000), chunks: 400 }]);
    const drains: (() => void)[] = [];
    let slow = true;
    const sink: AnswerSink = { write: () => !slow, onDrain: (listener) => void drains.push(listener) };
    const end = pump(await provider.call(stepAt('google', GEMINI), chat({ stream: true })), sink);
    await new Promise((resolve) => setImmediate(resolve));
    expect(drains).toHaveLength(1);
    expect(sim.calls[0]?.outcome).toBe('pending');
    slow = false;
    drains[0]?.();
    expect(await end).toMatchObject({ kind: 'complete' });
  });

  it('uses one connection for streams that follow each other', async () => {
    for (let call = 0; call < 3; call++) {
      const outcome = await provider.call(stepAt('anthropic', CLAUDE), chat({ stream: true }));
      expect(await pump(outcome, eager)).toMatchObject({ kind: 'complete' });
      await sim.waitFor((each) => each.id === call + 1 && each.outcome === 'completed');
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(sim.connections).toBeLessThanOrEqual(1);
  });

  it('leaves out tool calls beyond the first where the client wants one and the dialect has no switch', async () => {
    const tool = (name: string): JsonObject => ({
      type: 'function',
      function: { name, parameters: { type: 'object' } },
    });
    const request = {
      messages: [{ role: 'user', content: 'call one and call two' }],
      tools: [tool('one'), tool('two')],
      parallel_tool_calls: false,
    };
    const outcome = await provider.call(stepAt('google', GEMINI), requestOf('chat', request));
    const body: unknown =
      outcome.kind === 'answer' && outcome.answer.body.kind === 'full'
        ? JSON.parse(outcome.answer.body.bytes.toString())
        : null;
    expect(body).toMatchObject({
      choices: [{ finish_reason: 'tool_calls', message: { tool_calls: [{ function: { name: 'one' } }] } }],
    });
    expect(JSON.stringify(body)).not.toContain('"two"');
  });

  it.each([
    ['any JSON object', CLAUDE, { type: 'json_object' }, {}],
    [
      'a schema, from a model without a mode for it',
      'claude-3-haiku-20240307',
      {
        type: 'json_schema',
        json_schema: { name: 'n', schema: { type: 'object', properties: { a: { type: 'string' } } } },
      },
      { a: 'sample a' },
    ],
  ])('gets %s from Claude as text, whole and streamed', async (_name, model, format, wanted) => {
    for (const stream of [false, true]) {
      const outcome = await provider.call(stepAt('anthropic', model), chat({ response_format: format, stream }));
      if (outcome.kind !== 'answer') throw new Error(outcome.kind);
      const end = stream ? await pump(outcome, eager) : null;
      const text = end === null ? outcome.answer.outputText() : end.outputText;
      expect(JSON.parse(text)).toEqual(wanted);
    }
  });

  it('sends a reasoning model of OpenAI its limit by the name that it takes', async () => {
    const request = requestOf('messages', {
      max_tokens: 9,
      temperature: 1,
      messages: [{ role: 'user', content: 'hi' }],
    });
    await provider.call(stepAt('azure-openai', 'gpt-5'), request, { apiVersion: '2025-01-01-preview' });
    expect(sim.calls[0]).toMatchObject({
      query: { 'api-version': '2025-01-01-preview' },
      headers: { 'api-key': 'secret-key' },
    });
    expect(sim.calls[0]?.body).toMatchObject({ max_completion_tokens: 9 });
    expect(sim.calls[0]?.body).not.toHaveProperty('temperature');
  });

  it('reports usage and text for the books', async () => {
    sim.script(CLAUDE, [{ kind: 'ok', text: 'fine', usage: { prompt: 40, cached: 30, completion: 2 } }]);
    const outcome = await provider.call(stepAt('anthropic', CLAUDE), chat({ stream: true }));
    const usage = { input: 40, output: 2, cacheRead: 30, cacheWrite: 0, reasoning: 0, estimated: false };
    const { said, ...end } = completed(await pump(outcome, eager));
    expect(end).toEqual({ kind: 'complete', usage, outputText: 'fine' });
    expect(said?.words()).toEqual({ model: CLAUDE, finishReasons: ['stop'] });
  });

  it('says unknown usage as none', async () => {
    sim.script('gpt-4o', [{ kind: 'ok', usage: false }]);
    const request = requestOf('messages', { max_tokens: 9, messages: [{ role: 'user', content: 'hi' }] });
    expect(await provider.call(stepAt('openai', 'gpt-4o'), request)).toMatchObject({ answer: { usage: null } });
  });
});

describe('embeddings and completions', () => {
  let sim: Sim;
  let provider: Provider;

  beforeAll(async () => {
    sim = await startSim();
    provider = new Provider(sim.url);
  });
  afterEach(() => sim.reset());
  afterAll(async () => {
    await provider.close();
    await sim.close();
  });

  async function bodyOf(outcome: Promise<CallOutcome>): Promise<JsonObject> {
    const got = await outcome;
    if (got.kind !== 'answer' || got.answer.body.kind !== 'full') throw new Error(`no answer: ${got.kind}`);
    return JSON.parse(got.answer.body.bytes.toString()) as JsonObject;
  }

  it('embeds texts with Gemini, as numbers and as base64', async () => {
    const step = stepAt('google', 'gemini-embedding-001');
    const floats = await bodyOf(provider.call(step, requestOf('embeddings', { input: ['one', 'two'] })));
    expect(floats).toMatchObject({ object: 'list', data: [{ index: 0 }, { index: 1 }], model: 'gemini-embedding-001' });
    const packed = await bodyOf(
      provider.call(step, requestOf('embeddings', { input: 'one', encoding_format: 'base64' })),
    );
    const [first] = floats.data as { embedding: number[] }[];
    const [{ embedding }] = packed.data as [{ embedding: string }];
    const bytes = Buffer.from(embedding, 'base64');
    expect(bytes.readFloatLE(0)).toBeCloseTo(first!.embedding[0]!, 5);
    expect(bytes).toHaveLength(first!.embedding.length * 4);
  });

  it('answers a text completion', async () => {
    const body = await bodyOf(
      provider.call(stepAt('anthropic', CLAUDE), requestOf('completions', { prompt: 'once upon', max_tokens: 50 })),
    );
    expect(body).toMatchObject({
      object: 'text_completion',
      choices: [{ text: `Hello from ${CLAUDE}. You said: once upon`, finish_reason: 'stop' }],
    });
  });
});
