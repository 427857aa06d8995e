import zlib from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { systemClock, type JsonObject } from '../engine/index.ts';
import { CallerUnderTest } from './testkit/callerUnderTest.ts';
import { CollectingSink, pump } from './testkit/collectingSink.ts';
import { ProviderServer } from './testkit/providerServer.ts';
import { begins, delta, DONE, event, ROLE, SSE, STOP, streams, USAGE } from './testkit/streamEvents.ts';

let provider: ProviderServer;
let under: CallerUnderTest;
let sink: CollectingSink;

beforeEach(async () => {
  provider = await ProviderServer.start();
  under = new CallerUnderTest({ baseUrl: `${provider.origin}/v1` });
  sink = new CollectingSink();
});

afterEach(async () => {
  await under.pools.destroy();
  await provider.close();
});

const stream = (...pieces: readonly string[]) => streams(provider, pieces);
const begin = (text: string) => begins(provider, text);
const sentBody = (at = 0) => JSON.parse(provider.calls[at]?.body ?? 'null') as JsonObject;

describe('a stream that is whole', () => {
  it('is handed on as it came, but for the usage that the client did not ask for', async () => {
    stream(`: hi\n\n${ROLE}`, delta({ content: 'h\u00e9' }), delta({ content: 'llo' }), STOP, USAGE, DONE);
    const outcome = await under.stream();
    expect(outcome).toMatchObject({ kind: 'answer', answer: { status: 200, headers: SSE, usage: null } });
    const end = await pump(outcome, sink);
    expect(end).toMatchObject({
      kind: 'complete',
      usage: { input: 3, output: 4, cacheRead: 0, cacheWrite: 0, reasoning: 0, estimated: false },
      outputText: 'h\u00e9llo',
    });
    expect(end.kind === 'complete' && end.said?.words().finishReasons).toEqual(['stop']);
    expect(sink.text).toBe(`: hi\n\n${ROLE}${delta({ content: 'h\u00e9' })}${delta({ content: 'llo' })}${STOP}${DONE}`);
    expect(sentBody()).toEqual({ model: 'up-model', stream: true, stream_options: { include_usage: true } });
    expect(under.clock.waits).toEqual([]);
  });

  it('keeps the usage that the client asked for', async () => {
    stream(ROLE, delta({ content: 'a' }), STOP, USAGE, DONE);
    const end = await pump(await under.stream({ json: { stream_options: { include_usage: true } } }), sink);
    expect(sink.text).toContain('"usage"');
    expect(end.usage).toMatchObject({ input: 3 });
  });

  it('needs no [DONE] after its finish reason, even where the connection breaks there', async () => {
    stream(delta({ content: 'a' }), STOP);
    expect(await pump(await under.stream(), sink)).toMatchObject({ kind: 'complete' });
    const response = begin(delta({ content: 'a' }) + STOP);
    const outcome = await under.stream();
    const pumped = pump(outcome, sink);
    (await response).socket?.destroy();
    expect(await pumped).toMatchObject({ kind: 'complete' });
  });

  it('is whole without content where thinking used the limit up', async () => {
    const usage = { prompt_tokens: 1, completion_tokens: 8, completion_tokens_details: { reasoning_tokens: 8 } };
    stream(ROLE, delta({}, 'length'), event({ choices: [], usage }), DONE);
    expect(await pump(await under.stream(), sink)).toMatchObject({ kind: 'complete', usage: { reasoning: 8 } });
    expect(sink.text).toBe(ROLE + delta({}, 'length') + DONE);
  });

  it('is decoded where it was coded', async () => {
    const text = ROLE + delta({ content: 'a' }) + STOP + DONE;
    provider.respond(
      (response) => void response.writeHead(200, { ...SSE, 'content-encoding': 'gzip' }).end(zlib.gzipSync(text)),
    );
    expect(await pump(await under.stream(), sink)).toMatchObject({ kind: 'complete' });
    expect(sink.text).toBe(text);
  });

  it('is the same however the network splits it', async () => {
    const text = `: c\n\n${ROLE}${delta({ content: '\u{1F600} h\u00e9' })}\r\n${STOP}${USAGE}${DONE}`;
    const bytes = Buffer.from(text);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(bytes.length), { maxLength: 12 }), async (cuts) => {
        const at = [0, ...cuts.sort((a, b) => a - b), bytes.length];
        provider.respond(async (response) => {
          response.writeHead(200, SSE);
          for (const [n, from] of at.entries()) {
            response.write(bytes.subarray(from, at[n + 1] ?? from));
            await new Promise((resolve) => setImmediate(resolve));
          }
          response.end();
        });
        const to = new CollectingSink();
        expect(await pump(await under.stream(), to)).toMatchObject({
          kind: 'complete',
          outputText: '\u{1F600} h\u00e9',
        });
        expect(to.text).toBe(text.replace(USAGE, ''));
      }),
      { numRuns: 40 },
    );
  });

  it("speaks Anthropic's messages", async () => {
    under = new CallerUnderTest({ baseUrl: provider.origin, dialect: 'anthropic' });
    const start = `event: message_start\n${event({ type: 'message_start', message: { usage: { input_tokens: 5, output_tokens: 1 } } })}`;
    const text = event({ type: 'content_block_delta', delta: { type: 'text_delta', text: 'a' } });
    const stop = event({ type: 'message_delta', delta: { stop_reason: 'end_turn' }, usage: { output_tokens: 7 } });
    stream(start, text, stop, event({ type: 'message_stop' }));
    const end = await pump(await under.stream({ api: 'messages' }), sink);
    expect(end).toMatchObject({ kind: 'complete', usage: { input: 5, output: 7 } });
    expect(provider.calls[0]).toMatchObject({
      path: '/v1/messages',
      headers: { 'x-api-key': 'key-123456', 'anthropic-version': '2023-06-01' },
    });
    expect(sentBody()).not.toHaveProperty('stream_options');
  });
});

describe('a stream on the real clock', () => {
  it('is timed from its first content', async () => {
    under = new CallerUnderTest({ baseUrl: provider.origin, clock: systemClock });
    stream(ROLE, delta({ content: 'a' }), STOP, DONE);
    const since = systemClock.now();
    const outcome = await under.stream();
    expect(outcome.kind === 'answer' && outcome.firstContentAt).toBeGreaterThanOrEqual(since);
    await pump(outcome, sink);
  });
});
