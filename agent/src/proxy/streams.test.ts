import { afterEach, describe, expect, it } from '@jest/globals';
import type { AnswerSink, CallOutcome, StreamEnd } from '../engine/index.ts';
import { post, startPlane, type PlaneUnderTest } from './testkit/planeUnderTest.ts';

let plane: PlaneUnderTest | null = null;

afterEach(async () => {
  await plane?.close();
  plane = null;
});

function streaming(pump: (sink: AnswerSink) => Promise<StreamEnd>): CallOutcome {
  return {
    kind: 'answer',
    firstContentAt: performance.now(),
    answer: {
      status: 200,
      headers: { 'content-type': 'text/event-stream' },
      body: { kind: 'stream', pump, discard: () => undefined },
      usage: null,
      outputText: () => '',
    },
  };
}

const usage = { input: 3, output: 2, cacheRead: 0, cacheWrite: 0, reasoning: 0, estimated: false };
const BODY = { model: 'lead', stream: true };

describe('committed streams', () => {
  it('are handed over chunk by chunk and closed', async () => {
    plane = await startPlane(() =>
      streaming(async (sink) => {
        sink.write(Buffer.from('data: 1\n\n'));
        sink.write(Buffer.from('data: [DONE]\n\n'));
        return { kind: 'complete', usage, outputText: '' };
      }),
    );
    const response = await post(`${plane.url}/v1/chat/completions`, BODY);
    expect(response.headers.get('x-understudy-attempts')).toBe('1');
    expect(await response.text()).toBe('data: 1\n\ndata: [DONE]\n\n');
    expect(await plane.ended(1)).toMatchObject({ outcome: 'success', stream: true, usage, status: 200 });
  });

  it.each([
    ['/v1/chat/completions', /^data: \{"error":\{.*"code":"stream_interrupted"/m],
    ['/v1/messages', /^event: error\ndata: \{"type":"error","error":\{/m],
    ['/v1/responses', /^event: error\ndata: \{"type":"error","code":"stream_interrupted"/m],
  ])('of %s that break end with an error event and never with [DONE]', async (path, event) => {
    plane = await startPlane(() =>
      streaming(async (sink) => {
        sink.write(Buffer.from('data: half\n\n'));
        return {
          kind: 'interrupted',
          trigger: 'connection',
          message: 'the provider closed the stream',
          usage: null,
          outputText: 'half',
        };
      }),
    );
    const text = await (await post(`${plane.url}${path}`, BODY)).text();
    expect(text).toMatch(event);
    expect(text).not.toContain('[DONE]');
    expect(await plane.ended(1)).toMatchObject({
      outcome: 'error',
      exhausted: false,
      attempts: [{ result: 'connection', interrupted: true }],
    });
  });

  it('are not told twice of an error that the provider already put into the stream', async () => {
    plane = await startPlane(() =>
      streaming(async (sink) => {
        sink.write(Buffer.from('data: {"error":{}}\n\n'));
        return {
          kind: 'interrupted',
          trigger: 'server_error',
          message: 'm',
          usage: null,
          outputText: '',
          reported: true,
        };
      }),
    );
    expect(await (await post(`${plane.url}/v1/chat/completions`, BODY)).text()).toBe('data: {"error":{}}\n\n');
  });

  it('wait for a slow reader instead of growing memory', async () => {
    let refused = 0;
    plane = await startPlane(() =>
      streaming(async (sink) => {
        const chunk = Buffer.alloc(256 * 1024, 'x');
        for (let i = 0; i < 64; i++) {
          if (sink.write(chunk)) continue;
          refused++;
          await new Promise<void>((resolve) => sink.onDrain(resolve));
        }
        return { kind: 'complete', usage, outputText: '' };
      }),
    );
    const response = await post(`${plane.url}/v1/chat/completions`, BODY);
    expect((await response.arrayBuffer()).byteLength).toBe(64 * 256 * 1024);
    expect(refused).toBeGreaterThan(0);
  });

  it('are cancelled when the client leaves in the middle', async () => {
    const left = new AbortController();
    plane = await startPlane((call) =>
      streaming(
        (sink) =>
          new Promise((resolve) => {
            sink.write(Buffer.from('data: 1\n\n'));
            call.cancel.onCancel(() => resolve({ kind: 'cancelled', usage: null, outputText: '' }));
          }),
      ),
    );
    const response = await fetch(`${plane.url}/v1/chat/completions`, {
      method: 'POST',
      body: JSON.stringify(BODY),
      signal: left.signal,
    });
    left.abort();
    await expect(response.text()).rejects.toThrow();
    expect(await plane.ended(1)).toMatchObject({ outcome: 'cancelled', disconnect: 'streaming' });
  });
});
