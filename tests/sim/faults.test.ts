import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Behaviour } from './behaviour.ts';
import { type Sim, startSim } from './startSim.ts';

interface Seen {
  status: number;
  text: string;
  /** The connection broke before the body was whole. */
  broken: boolean;
}

describe('faults on the wire', () => {
  let sim: Sim;

  beforeAll(async () => {
    sim = await startSim();
  });
  beforeEach(() => sim.reset());
  afterAll(() => sim.close());

  function send(behaviour: Behaviour, stream: boolean, signal?: AbortSignal): Promise<Response> {
    const body = JSON.stringify({ model: 'm', stream, messages: [{ role: 'user', content: 'one two three' }] });
    const headers = { 'x-sim-behaviour': JSON.stringify(behaviour) };
    return fetch(`${sim.url}/v1/chat/completions`, { method: 'POST', headers, body, ...(signal ? { signal } : {}) });
  }

  async function read(response: Response): Promise<Seen> {
    const decoder = new TextDecoder();
    let text = '';
    try {
      for await (const chunk of response.body ?? []) text += decoder.decode(chunk as Uint8Array, { stream: true });
      return { status: response.status, text, broken: false };
    } catch (error) {
      // Not by instanceof: jest's sandbox has a TypeError of its own.
      expect(error).toMatchObject({ name: expect.stringMatching(/TypeError|AbortError/) });
      return { status: response.status, text, broken: true };
    }
  }

  const see = async (behaviour: Behaviour, stream: boolean) => read(await send(behaviour, stream));
  const answer = async (behaviour: Behaviour): Promise<unknown> => JSON.parse((await see(behaviour, false)).text);
  const contentChunks = (text: string) => text.match(/"delta":\{"content":"[^"]/g)?.length ?? 0;

  it.each(['rst', 'fin'] as const)('reset before headers (%s)', async (how) => {
    await expect(send({ kind: 'reset', how }, false)).rejects.toThrow('fetch failed');
    const call = await sim.waitFor(({ endedAt }) => endedAt !== undefined);
    expect(call).toMatchObject({ outcome: 'cut', bytesSent: 0 });
  });

  it.each([
    ['no headers', { kind: 'hang' }, { name: 'AbortError' }],
    ['headers alone', { kind: 'hang', after: 'headers' }, { broken: true, text: '' }],
    ['one chunk', { kind: 'stall' }, { broken: true, text: expect.stringContaining('data:') }],
  ] satisfies [string, Behaviour, object][])(
    'silence after %s, until the caller leaves',
    async (_name, behaviour, seen) => {
      const abort = new AbortController();
      const reading = send(behaviour, true, abort.signal).then(read);
      await sim.waitFor(() => true);
      await sleep(30);
      expect([sim.inFlight, sim.calls[0]?.outcome]).toEqual([1, 'pending']);
      abort.abort();
      expect(await reading.catch((error: unknown) => error)).toMatchObject(seen);
      await sim.waitFor((call) => call.outcome === 'client_closed');
      expect(sim.inFlight).toBe(0);
    },
  );

  it('a stream cut after n chunks breaks', async () => {
    const { text, broken } = await see({ kind: 'cut', afterChunks: 2 }, true);
    expect([contentChunks(text), broken]).toEqual([2, true]);
    expect(sim.calls[0]?.outcome).toBe('cut');
  });

  it('a stream ended after n chunks closes cleanly, with no finish reason', async () => {
    const { text, broken } = await see({ kind: 'end', afterChunks: 2 }, true);
    expect([contentChunks(text), broken]).toEqual([2, false]);
    expect(text).not.toContain('"finish_reason":"stop"');
  });

  it('a bad chunk stands first, or after n chunks, and the stream goes on', async () => {
    const first = await see({ kind: 'bad_chunk' }, true);
    expect(() => void JSON.parse(first.text.split('\n\n')[0]?.slice(6) ?? '')).toThrow(SyntaxError);
    expect(first.text).toContain('[DONE]');
    const later = await see({ kind: 'bad_chunk', afterChunks: 1, raw: 'data: {oops\n\n', last: true }, true);
    expect(later.text.endsWith('data: {oops\n\n')).toBe(true);
    expect(contentChunks(later.text)).toBe(1);
  });

  it('only [DONE] is missing after a finish reason', async () => {
    const { text } = await see({ kind: 'no_done' }, true);
    expect(text).toContain('"finish_reason":"stop"');
    expect(text).not.toContain('[DONE]');
  });

  it('an error event comes before content, after comments, or after content', async () => {
    const bare = await see({ kind: 'stream_error' }, true);
    expect(bare.text).toMatch(/^data: \{"error":/);
    const silent = await see({ kind: 'stream_error', role: true, comments: 2 }, true);
    expect(silent.text.match(/: keep-alive/g)).toHaveLength(2);
    expect([contentChunks(silent.text), silent.text.includes('"role":"assistant"')]).toEqual([0, true]);
    const late = await see({ kind: 'stream_error', afterChunks: 3, error: 'server_error' }, true);
    expect([contentChunks(late.text), late.text.includes('The server had an error')]).toEqual([3, true]);
  });

  it('role and comments alone go on until the caller leaves', async () => {
    const abort = new AbortController();
    const response = await send({ kind: 'comments_only', chunkDelayMs: 5 }, true, abort.signal);
    const reader = response.body?.getReader();
    let text = '';
    while (!text.includes(': keep-alive')) text += Buffer.from((await reader?.read())?.value ?? '').toString();
    abort.abort();
    await sim.waitFor((call) => call.outcome === 'client_closed');
    expect(contentChunks(text)).toBe(0);
  });

  it.each([false, true])('an empty 200, an empty answer, a web page (stream: %s)', async (stream) => {
    expect(await see({ kind: 'empty_body' }, stream)).toMatchObject({ status: 200, text: '' });
    const empty = await see({ kind: 'empty_completion' }, stream);
    expect(empty.text).toContain('"finish_reason":"stop"');
    expect(contentChunks(empty.text)).toBe(0);
    expect((await see({ kind: 'html' }, stream)).text).toContain('<!DOCTYPE html>');
  });

  it('malformed JSON is whole by its length, truncated JSON is not', async () => {
    const malformed = await see({ kind: 'malformed_json' }, false);
    expect(malformed.broken).toBe(false);
    expect(() => void JSON.parse(malformed.text)).toThrow(SyntaxError);
    expect(await see({ kind: 'truncated_body' }, false)).toMatchObject({ status: 200, broken: true });
    expect(await see({ kind: 'cut' }, false)).toMatchObject({ broken: true });
    expect(await see({ kind: 'end' }, false)).toMatchObject({ broken: false });
  });

  it('filter, refusal and exhausted reasoning', async () => {
    expect(await answer({ kind: 'filtered' })).toMatchObject({
      choices: [{ finish_reason: 'content_filter', message: { content: null } }],
    });
    expect(await answer({ kind: 'refusal' })).toMatchObject({
      choices: [{ message: { content: null, refusal: expect.stringContaining("can't help") } }],
    });
    expect(await answer({ kind: 'reasoning_exhausted' })).toMatchObject({
      choices: [{ finish_reason: 'length', message: { content: '' } }],
      usage: { completion_tokens: 64, completion_tokens_details: { reasoning_tokens: 64 } },
    });
    const thought = await see({ kind: 'ok', reasoning: 'Hm, let me see.' }, true);
    expect(thought.text).toContain('"reasoning_content":"Hm, l"');
  });

  it.each([false, true])('a body trickles in, whole (stream: %s)', async (stream) => {
    const started = performance.now();
    const { text, broken } = await see({ kind: 'trickle', bytes: 100, everyMs: 5 }, stream);
    expect([text.includes('You said: one two three') || contentChunks(text) > 5, broken]).toEqual([true, false]);
    expect(performance.now() - started).toBeGreaterThan(20);
  });

  it('headers, first token and chunks come as late as told', async () => {
    const started = performance.now();
    const response = await send({ kind: 'ok', latencyMs: 60, firstTokenMs: 60, chunkDelayMs: 20, chunks: 4 }, true);
    const headersAt = performance.now() - started;
    await read(response);
    expect(headersAt).toBeGreaterThan(55);
    expect(performance.now() - started).toBeGreaterThan(175);
  });

  it.each(['gzip', 'br', 'deflate'] as const)('a body compressed with %s', async (encoding) => {
    for (const stream of [false, true]) {
      const response = await send({ kind: 'ok', encoding }, stream);
      expect(response.headers.get('content-encoding')).toBe(encoding);
      expect((await read(response)).text).toContain('Hello');
    }
  });

  it('so many tokens in so many chunks, with or without usage', async () => {
    const { text } = await see({ kind: 'ok', tokens: 12 }, true);
    expect(contentChunks(text)).toBe(12);
    expect(await answer({ kind: 'ok', tokens: 12 })).toMatchObject({ usage: { completion_tokens: 12 } });
    const unreported = await answer({ kind: 'ok', usage: false });
    expect(unreported).toHaveProperty('choices');
    expect(unreported).not.toHaveProperty('usage');
    expect(sim.calls[2]?.completionTokens).toBeUndefined();
  });
});
