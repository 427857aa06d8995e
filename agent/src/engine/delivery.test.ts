import { describe, expect, it } from '@jest/globals';
import { Cancel } from './cancel.ts';
import type { StreamEnd } from './outcome.ts';
import type { RunResult } from './runResult.ts';
import {
  completeEnd,
  cutEnd,
  failure,
  requestOf,
  startEngine,
  stream,
  streams,
  usage,
  whole,
  type EngineUnderTest,
} from './testkit/index.ts';

const sink = { write: () => true, onDrain: () => undefined };

type Answered = Extract<RunResult, { kind: 'answer' }>;

async function answered(under: EngineUnderTest, cancel = new Cancel()): Promise<Answered> {
  const result = await under.engine.run(requestOf({ cancel, stream: true }));
  if (result.kind !== 'answer') throw new Error(`expected an answer, not ${result.kind}`);
  return result;
}

/** An engine whose first step streams until `ms` after its commit. */
function streaming(end: StreamEnd = completeEnd, ms = 1_000) {
  const under = startEngine({ policy: { preset: 'immediate' } });
  const cancel = new Cancel();
  const { outcome, seen } = stream(under.clock, { cancel }, end, ms);
  under.caller.rewrite({ a: outcome });
  return { ...under, cancel, seen };
}

describe('a whole answer', () => {
  it('ends its attempt when it came, the request when it is settled', async () => {
    const { walk, clock, events } = startEngine({ script: { a: whole('hi', usage({ input: 3, output: 4 })) } });
    const result = await walk();
    if (result.kind !== 'answer') throw new Error('expected an answer');
    expect(result.meta).toMatchObject({ calls: 1, usedFallback: false, trigger: null, served: { model: 'a' } });
    expect(events.attempts).toMatchObject([{ result: 'success', status: 200, usage: { input: 3, output: 4 } }]);
    expect(events.records).toEqual([]);
    clock.skip(250);
    const record = await result.settlement.delivered(200);
    expect(record).toMatchObject({
      outcome: 'success',
      status: 200,
      route: 'primary',
      servedPosition: 0,
      usage: { input: 3, output: 4 },
      durationMs: 250,
      firstTokenMs: null,
      failoverMs: null,
      exhausted: false,
      disconnect: null,
      error: '',
    });
    expect(events.records).toEqual([record]);
  });

  it('whose client left is cancelled, though its attempt succeeded', async () => {
    const { walk, events } = startEngine();
    const result = await walk();
    expect(await result.settlement.abandoned()).toMatchObject({
      outcome: 'cancelled',
      status: 499,
      disconnect: 'streaming',
    });
    expect(events.attempts).toMatchObject([{ result: 'success' }]);
  });

  it('does not count the time of an estimate as its own', async () => {
    const { walk, clock, estimator } = startEngine({ script: { a: whole('eight by', null) } });
    const result = await walk();
    if (result.kind !== 'answer') throw new Error('expected an answer');
    estimator.estimate = async () => {
      clock.skip(96);
      return usage({ input: 1, output: 1, estimated: true });
    };
    expect(await result.settlement.delivered(200)).toMatchObject({ durationMs: 0, usage: { estimated: true } });
  });

  it('without usage is estimated from its text', async () => {
    const { finish, estimator } = startEngine({ script: { a: whole('eight by', null) } });
    const record = await finish({ text: 'four' });
    expect(estimator.estimated).toEqual(['eight by']);
    expect(record.usage).toEqual(usage({ input: 1, output: 2, estimated: true }));
    expect(record.attempts[0]?.usage).toBeNull();
  });

  it('with usage is not', async () => {
    const { finish, estimator } = startEngine();
    await finish();
    expect(estimator.estimated).toEqual([]);
  });

  it('is not pumped', async () => {
    const { walk } = startEngine();
    const result = await walk();
    if (result.kind !== 'answer') throw new Error('expected an answer');
    expect(() => result.pump(sink)).toThrow('a whole body is not pumped');
  });
});

describe('a stream', () => {
  it('ends attempt and request at its last byte, first token at its commit', async () => {
    const { finish, events } = startEngine({
      script: (clock) => ({
        a: failure('quota'),
        b: (call) => {
          clock.skip(300);
          return stream(clock, call, completeEnd, 1_000).outcome;
        },
      }),
    });
    const record = await finish({ stream: true });
    expect(record).toMatchObject({
      outcome: 'success',
      durationMs: 1_300,
      firstTokenMs: 300,
      failoverMs: 0,
      upstreamMs: 1_300,
    });
    expect(events.attempts[1]).toMatchObject({ result: 'success', status: 200, durationMs: 1_300, usage: usage() });
  });

  it('tells the calls begun before its attempt is over', async () => {
    const under = streaming();
    const { meta } = await answered(under, under.cancel);
    expect(meta).toMatchObject({ calls: 1, attempts: [] });
  });

  it('that the provider cuts is an error and an interruption, and no step is called after it', async () => {
    const { finish, caller, events } = startEngine({ script: (clock) => ({ a: streams(clock, cutEnd()) }) });
    const record = await finish({ stream: true });
    expect(record).toMatchObject({
      outcome: 'error',
      status: 200,
      route: 'primary',
      exhausted: false,
      error: 'the stream was cut',
      usage: { estimated: true },
    });
    expect(record.served?.model).toBe('a');
    expect(events.attempts).toMatchObject([{ result: 'connection', interrupted: true, ownTimer: false, status: 200 }]);
    expect(caller.models).toEqual(['a']);
  });

  it('that is cut again and again opens the breaker', async () => {
    const { finish, engine } = startEngine({
      models: ['a'],
      script: (clock) => ({ a: streams(clock, cutEnd()) }),
      policy: { breaker: { failureThreshold: 3 } },
    });
    for (let n = 0; n < 3; n++) await finish({ stream: true });
    expect(engine.breakers.readings(engine.snapshot)[0]?.state).toBe('open');
  });

  it('that a filter cuts says nothing about the provider', async () => {
    const { finish, engine } = startEngine({
      script: (clock) => ({ a: streams(clock, cutEnd('content_policy')) }),
      policy: { breaker: { failureThreshold: 1 } },
    });
    expect(await finish({ stream: true })).toMatchObject({ outcome: 'error' });
    expect(engine.breakers.readings(engine.snapshot)[0]?.state).toBe('closed');
  });

  it('of a probe closes the breaker at its commit: others need not wait for its end', async () => {
    const { finish, engine, clock, caller } = startEngine({
      script: { a: failure('quota') },
      policy: { breaker: { failureThreshold: 1 } },
    });
    await finish();
    clock.skip(30_000);
    caller.rewrite({ a: streams(clock, completeEnd, 60_000) });
    await engine.run(requestOf({ stream: true }));
    expect(engine.breakers.readings(engine.snapshot)[0]?.state).toBe('closed');
  });

  it('whose client left before it began is given up and its attempt recorded', async () => {
    const under = streaming();
    const { settlement } = await answered(under, under.cancel);
    const record = await settlement.abandoned();
    expect(under.seen).toEqual({ pumped: 0, discarded: 1 });
    expect(record).toMatchObject({ outcome: 'cancelled', status: 499, disconnect: 'streaming' });
    expect(record.attempts).toMatchObject([{ result: 'cancelled' }]);
  });

  it('abandoned while it is pumped is called off, and settled when it is over', async () => {
    const under = streaming(completeEnd, 60_000);
    const { settlement, pump } = await answered(under, under.cancel);
    const pumping = pump(sink);
    const record = await settlement.abandoned();
    expect(under.cancel.reason).toBe('client');
    expect(await pumping).toMatchObject({ kind: 'cancelled' });
    expect(record).toMatchObject({ outcome: 'cancelled', status: 200 });
    expect(record.attempts).toHaveLength(1);
    expect(under.clock.waits).toEqual([]);
  });

  it('that broke stays an error where the client left after it', async () => {
    const under = streaming(cutEnd());
    const { settlement, pump } = await answered(under, under.cancel);
    await under.clock.drive(pump(sink));
    expect(await settlement.abandoned()).toMatchObject({ outcome: 'error', status: 200, disconnect: null });
  });

  it('cut by a shutdown is cancelled, but no disconnect', async () => {
    const under = streaming(completeEnd, 60_000);
    const { settlement, pump } = await answered(under, under.cancel);
    const pumping = pump(sink);
    under.cancel.cancel('shutdown');
    await pumping;
    expect(await settlement.abandoned()).toMatchObject({ outcome: 'cancelled', disconnect: null });
  });

  it('that throws ends the books all the same and hands the bug on', async () => {
    const under = streaming();
    const bug = new Error('bug');
    const { outcome } = stream(under.clock, { cancel: under.cancel }, completeEnd);
    if (outcome.kind !== 'answer') throw new Error('expected an answer');
    const body = { kind: 'stream' as const, pump: () => Promise.reject(bug), discard: () => undefined };
    under.caller.rewrite({ a: { ...outcome, answer: { ...outcome.answer, body } } });
    const { settlement, pump } = await answered(under, under.cancel);
    await expect(pump(sink)).rejects.toBe(bug);
    expect(under.events.records).toMatchObject([{ outcome: 'error', status: 200, error: 'internal error' }]);
    expect(await settlement.abandoned()).toBe(under.events.records[0]);
    expect(under.events.attempts).toMatchObject([{ result: 'cancelled', message: 'internal error' }]);
    expect(under.clock.waits).toEqual([]);
  });
});

describe('settling', () => {
  const results: [string, Parameters<typeof startEngine>[0]][] = [
    ['an answer', {}],
    [
      "the client's own mistake",
      { script: { a: { kind: 'client_error', status: 400, headers: {}, body: Buffer.alloc(0), message: '' } } },
    ],
    ['a failure', { models: ['a'], script: { a: failure('quota') } }],
  ];

  it.each(results)('%s twice ends the request once: the first counts', async (_what, parts) => {
    const { walk, events } = startEngine(parts);
    const { settlement } = await walk();
    const record = await settlement.delivered(200);
    expect(await settlement.delivered(500)).toBe(record);
    expect(await settlement.abandoned()).toBe(record);
    expect(events.records).toEqual([record]);
  });

  it('both ways at once ends the request once', async () => {
    const { walk, events } = startEngine({ script: { a: whole('text', null) } });
    const { settlement } = await walk();
    const [first, second] = await Promise.all([settlement.abandoned(), settlement.delivered(200)]);
    expect(second).toBe(first);
    expect(events.records).toMatchObject([{ outcome: 'cancelled' }]);
  });

  it('a failure whose client left keeps its outcome', async () => {
    const { walk } = startEngine({ models: ['a'], script: { a: failure('quota') } });
    const { settlement } = await walk();
    expect(await settlement.abandoned()).toMatchObject({ outcome: 'error', exhausted: true, status: 499 });
  });
});
