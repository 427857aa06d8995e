import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { UnderstudyError, type StreamResult } from '../../agent/src/index.ts';
import { sseEvents } from '../kit/sseEvents.ts';
import { until } from '../kit/until.ts';
import { setLibraryStage, type LibraryStage } from './stage.ts';

const hello = { messages: [{ role: 'user', content: 'hi there' }] };

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

const read = (stream: StreamResult['stream']): Promise<string> => new Response(stream).text();

describe('streamWithFallback', () => {
  it("streams the fallback's answer and settles its books at the end", async () => {
    stage.lead.setDefault({ kind: 'error', error: 'server_error' });
    const result = await stage.understudy.streamWithFallback('lead', hello);
    expect(result).toMatchObject({ usedFallback: true, servedModel: 'second', trigger: 'server_error' });
    const events = sseEvents(await read(result.stream));
    expect(events.at(-1)?.data).toBe('[DONE]');
    expect(await result.outcome).toMatchObject({
      end: 'complete',
      message: '',
      attempts: [{ result: 'server_error' }, { result: 'success' }],
      cost: { usd: expect.any(Number), estimated: false },
    });
    expect(stage.log.said).toEqual(['warn: falling back', 'info: a fallback answered']);
  });

  it('throws like a call where no stream began', async () => {
    stage.lead.setDefault({ kind: 'stream_error' });
    stage.second.setDefault({ kind: 'error', error: 'server_error' });
    const error: unknown = await stage.understudy.streamWithFallback('lead', hello).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(UnderstudyError);
    expect(error).toMatchObject({ status: 500, attempts: [{ model: 'lead' }, { model: 'second' }] });
  });

  it('ends a stream that broke with an error event, never as if it were whole', async () => {
    stage.lead.setDefault({ kind: 'cut', afterChunks: 2 });
    const { stream, outcome } = await stage.understudy.streamWithFallback('lead', hello);
    const events = sseEvents(await read(stream));
    expect(JSON.parse(events.at(-1)?.data ?? '')).toMatchObject({ error: { code: 'stream_interrupted' } });
    expect(await outcome).toMatchObject({ end: 'interrupted', message: expect.stringMatching(/./) });
    expect(stage.second.callCount).toBe(0);
  });

  it('cancels the upstream call when the reader has enough', async () => {
    stage.lead.setDefault({ kind: 'stall', afterChunks: 1 });
    const { stream, outcome } = await stage.understudy.streamWithFallback('lead', hello);
    const reader = stream.getReader();
    await reader.read();
    await reader.cancel();
    expect(await outcome).toMatchObject({ end: 'cancelled', attempts: [{ result: 'cancelled' }] });
    await stage.lead.waitFor((call) => call.outcome === 'client_closed');
  });

  it("fails the stream with the signal's reason and cancels the upstream call", async () => {
    stage.lead.setDefault({ kind: 'stall', afterChunks: 1 });
    const abort = new AbortController();
    const { stream, outcome } = await stage.understudy.streamWithFallback('lead', hello, { signal: abort.signal });
    const text = read(stream);
    const reason = new Error('enough');
    abort.abort(reason);
    await expect(text).rejects.toBe(reason);
    expect(await outcome).toMatchObject({ end: 'cancelled' });
    await stage.lead.waitFor((call) => call.outcome === 'client_closed');
  });

  it('breaks a stream at the deadline of the whole call', async () => {
    stage.lead.setDefault({ kind: 'stall', afterChunks: 1 });
    const { stream, outcome } = await stage.understudy.streamWithFallback('lead', hello, { timeoutMs: 200 });
    expect(await read(stream)).toContain('stream_interrupted');
    expect(await outcome).toMatchObject({ end: 'interrupted' });
  });

  it('holds the provider back while the reader is slow', async () => {
    const total = 24 * 1024 * 1024;
    stage.lead.setDefault({ kind: 'ok', text: 'x'.repeat(total), chunks: 400 });
    const { stream, outcome } = await stage.understudy.streamWithFallback('lead', hello);
    const call = await stage.lead.waitFor(({ stream: streamed }) => streamed);
    // Nothing is read: the sim gets rid of what the buffers on the way hold, and no more.
    let [before, unchanged] = [0, 0];
    await until('the provider to be held back', () => {
      unchanged = call.bytesSent === before && before > 0 ? unchanged + 1 : 0;
      before = call.bytesSent;
      return unchanged > 10;
    });
    expect(call.outcome).toBe('pending');
    expect(call.bytesSent).toBeLessThan(total / 2);
    expect((await read(stream)).length).toBeGreaterThan(total);
    expect(await outcome).toMatchObject({ end: 'complete' });
  });

  it('says that embeddings do not stream', async () => {
    const call = stage.understudy.streamWithFallback('lead', { input: 'hi' }, { api: 'embeddings' });
    await expect(call).rejects.toThrow('does not stream');
  });
});
