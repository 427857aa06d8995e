import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Cancel } from '../engine/index.ts';
import { CallerUnderTest } from './testkit/callerUnderTest.ts';
import { CollectingSink, pump } from './testkit/collectingSink.ts';
import { ProviderServer } from './testkit/providerServer.ts';
import { begins, delta, DONE, event, hangUp, ROLE, SSE, STOP, streams } from './testkit/streamEvents.ts';

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

describe('a stream after its commit', () => {
  const CONTENT = delta({ content: 'a' });

  it.each([
    ['a clean end without a finish reason', [], 'connection'],
    ['[DONE] without a finish reason', [DONE], 'connection'],
    ['an event that is no JSON', ['data: {"choi\n\n', delta({ content: 'never' })], 'invalid_response'],
    ['half an event', ['data: {"choi'], 'connection'],
  ])('is interrupted by %s, which is not handed on', async (_name, pieces, trigger) => {
    stream(ROLE, CONTENT, ...pieces);
    const end = await pump(await under.stream(), sink);
    expect(end).toMatchObject({ kind: 'interrupted', trigger, outputText: 'a' });
    expect(end).not.toHaveProperty('reported');
    expect(sink.text).toBe(ROLE + CONTENT + (pieces[0] === DONE ? DONE : ''));
    expect(under.clock.waits).toEqual([]);
  });

  it('passes an in-band error on and says that it did', async () => {
    const error = event({ error: { type: 'overloaded_error', message: 'x' } });
    stream(CONTENT, error);
    expect(await pump(await under.stream(), sink)).toMatchObject({
      kind: 'interrupted',
      trigger: 'server_error',
      reported: true,
    });
    expect(sink.text).toBe(CONTENT + error);
  });

  it('is interrupted when the connection breaks', async () => {
    const response = begin(CONTENT);
    const outcome = await under.stream();
    const pumped = pump(outcome, sink);
    (await response).socket?.destroy();
    expect(await pumped).toMatchObject({ kind: 'interrupted', trigger: 'connection' });
  });

  it('is interrupted by silence, counted from its last chunk', async () => {
    const response = begin(CONTENT);
    const outcome = await under.stream();
    const pumped = pump(outcome, sink);
    await under.clock.advance(19_000);
    const kept = await response;
    kept.write(': alive\n\n');
    await sink.reached(CONTENT.length + 9);
    await under.clock.advance(19_999);
    const hungUp = new Promise<void>((resolve) => kept.on('close', resolve));
    await under.clock.advance(1);
    expect(await pumped).toMatchObject({ kind: 'interrupted', trigger: 'timeout' });
    await hungUp;
  });

  it('is not bound by the attempt timer', async () => {
    const response = begin(CONTENT);
    const outcome = await under.stream({ deadlines: { attemptMs: 1_000, firstTokenMs: 1_000 } });
    const pumped = pump(outcome, sink);
    await under.clock.advance(5_000);
    (await response).end(STOP);
    expect(await pumped).toMatchObject({ kind: 'complete' });
  });

  it('ends when it is called off, with what came so far', async () => {
    const response = begin(CONTENT);
    const cancel = new Cancel();
    const outcome = await under.stream({ cancel });
    const pumped = pump(outcome, sink);
    const hungUp = hangUp(response);
    await response;
    cancel.cancel('client');
    expect(await pumped).toEqual({ kind: 'cancelled', usage: null, outputText: 'a' });
    await hungUp;
    expect(under.clock.waits).toEqual([]);
  });

  it('can be given up unread', async () => {
    const response = begin(CONTENT);
    const outcome = await under.stream();
    const hungUp = hangUp(response);
    if (outcome.kind === 'answer' && outcome.answer.body.kind === 'stream') outcome.answer.body.discard();
    await hungUp;
    expect(under.clock.waits).toEqual([]);
  });

  it('keeps what comes before it is read, and how it ended', async () => {
    stream(CONTENT, CONTENT, STOP, DONE);
    const outcome = await under.stream();
    for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
    expect(await pump(outcome, sink)).toMatchObject({ kind: 'complete', outputText: 'aa' });
    expect(sink.text).toBe(CONTENT + CONTENT + STOP + DONE);
  });

  it('holds the provider back while its reader is slow, and does not take that for silence', async () => {
    const big = delta({ content: 'x'.repeat(100_000) });
    let sent = 0;
    provider.respond((response) => {
      response.writeHead(200, SSE);
      const fill = (): void => {
        while (sent < 200) {
          sent++;
          if (!response.write(big)) {
            response.once('drain', fill);
            return;
          }
        }
        response.end(STOP);
      };
      fill();
    });
    const outcome = await under.stream();
    sink.full = true;
    const pumped = pump(outcome, sink);
    for (let turn = 0; turn < 300; turn++) await new Promise((resolve) => setImmediate(resolve));
    const held = sink.bytes;
    expect(sent).toBeLessThan(200);
    expect(held).toBeLessThan(2_000_000);
    await under.clock.advance(600_000);
    expect(sink.bytes).toBe(held);
    for (let round = 1; round <= 3; round++) {
      sink.drain();
      sink.full = true;
      await sink.reached(held + round * big.length);
    }
    sink.drain();
    expect(await pumped).toMatchObject({ kind: 'complete' });
    expect(sink.bytes).toBe(big.length * 200 + STOP.length);
  });
});
