import { describe, expect, it, jest } from '@jest/globals';
import { Cancel } from './cancel.ts';
import { completeEnd, failure, requestOf, silence, startEngine, stream, whole } from './testkit/index.ts';

describe('Cancel', () => {
  it('tells every listener once, and keeps its first reason', () => {
    const cancel = new Cancel();
    const listener = jest.fn();
    cancel.onCancel(listener);
    cancel.cancel('client');
    cancel.cancel('deadline');
    expect(listener).toHaveBeenCalledTimes(1);
    expect(cancel.reason).toBe('client');
  });

  it('tells who listens too late at once', () => {
    const cancel = new Cancel();
    cancel.cancel('client');
    const listener = jest.fn();
    cancel.onCancel(listener)();
    expect(listener).toHaveBeenCalledTimes(1);
  });

  it('tells nobody who stopped listening, also while it tells the others', () => {
    const cancel = new Cancel();
    const stopped = jest.fn();
    const stop = cancel.onCancel(stopped);
    stop();
    stop();
    cancel.cancel('shutdown');
    expect(stopped).not.toHaveBeenCalled();
  });
});

describe('a client that leaves', () => {
  it('before the call: nothing is called', async () => {
    const { finish, caller, events } = startEngine();
    const cancel = new Cancel();
    cancel.cancel('client');
    expect(await finish({ cancel })).toMatchObject({
      outcome: 'cancelled',
      status: 499,
      route: 'primary',
      disconnect: 'queued',
      attempts: [],
      error: 'the client left',
    });
    expect(caller.calls).toEqual([]);
    expect(events.records).toHaveLength(1);
  });

  it.each([1, 1_000])('while the tokens are counted (%d): nothing is called', async (tokens) => {
    const { finish, caller, estimator } = startEngine({ models: [{ id: 'a', contextWindow: 100 }, 'b'] });
    const cancel = new Cancel();
    estimator.countInput = async () => {
      cancel.cancel('client');
      return tokens;
    };
    expect(await finish({ cancel, text: 'x'.repeat(1_000) })).toMatchObject({ outcome: 'cancelled', hops: [] });
    expect(caller.calls).toEqual([]);
  });

  it('in the call: the call is called off and no further step is called', async () => {
    const { engine, clock, caller, events } = startEngine({ script: (fake) => ({ a: silence(fake) }) });
    const cancel = new Cancel();
    const running = engine.run(requestOf({ cancel }));
    await clock.advance(3_000);
    cancel.cancel('client');
    const result = await running;
    expect(result).toMatchObject({ kind: 'cancelled' });
    if (result.kind !== 'cancelled') return;
    expect(await result.settlement.abandoned()).toMatchObject({
      outcome: 'cancelled',
      disconnect: 'upstream',
      durationMs: 3_000,
    });
    expect(events.attempts).toMatchObject([{ result: 'cancelled', durationMs: 3_000, message: 'the client left' }]);
    expect(caller.models).toEqual(['a']);
    expect(clock.waits).toEqual([]);
  });

  it('just as the call fails: the failure is booked, nothing further is called or awaited', async () => {
    const cancel = new Cancel();
    const { finish, caller, events } = startEngine({
      script: {
        a: () => {
          cancel.cancel('client');
          return failure('server_error');
        },
      },
    });
    const record = await finish({ cancel });
    expect(record).toMatchObject({ outcome: 'cancelled', hops: [], backoffMs: 0 });
    expect(record.attempts.map(({ result }) => result)).toEqual(['server_error']);
    expect(events.waits).toEqual([]);
    expect(caller.models).toEqual(['a']);
  });

  it('in backoff: the wait ends at once and nothing further is called', async () => {
    const { engine, clock, caller } = startEngine({ script: { a: failure('server_error') } });
    const cancel = new Cancel();
    const running = engine.run(requestOf({ cancel }));
    await clock.advance(500);
    cancel.cancel('client');
    const result = await running;
    if (result.kind !== 'cancelled') throw new Error(`expected cancelled, not ${result.kind}`);
    expect(await result.settlement.abandoned()).toMatchObject({
      outcome: 'cancelled',
      backoffMs: 500,
      durationMs: 500,
    });
    expect(caller.models).toEqual(['a']);
    expect(clock.waits).toEqual([]);
  });

  it('gives the probe slot of a half-open breaker back', async () => {
    const policy = { preset: 'immediate', breaker: { failureThreshold: 1 } } as const;
    const { engine, clock, caller, finish } = startEngine({ models: ['a'], script: { a: failure('quota') }, policy });
    await finish();
    clock.skip(30_000);
    caller.rewrite({ a: [silence(clock), whole()] });
    const cancel = new Cancel();
    const running = engine.run(requestOf({ cancel }));
    await clock.idle();
    cancel.cancel('client');
    await running;
    expect(await finish()).toMatchObject({ outcome: 'success' });
  });

  it('in the stream: the stream is cancelled, once', async () => {
    const { engine, clock, caller, events } = startEngine();
    const cancel = new Cancel();
    const { outcome } = stream(clock, { cancel }, completeEnd, 60_000, 'half an answer');
    caller.rewrite({ a: outcome });
    const result = await engine.run(requestOf({ cancel, stream: true }));
    if (result.kind !== 'answer') throw new Error(`expected an answer, not ${result.kind}`);
    const pumping = result.pump({ write: () => true, onDrain: () => undefined });
    await clock.advance(1_000);
    cancel.cancel('client');
    expect(await pumping).toMatchObject({ kind: 'cancelled' });
    const record = await result.settlement.abandoned();
    expect(record).toMatchObject({
      outcome: 'cancelled',
      status: 200,
      disconnect: 'streaming',
      usage: { estimated: true },
    });
    expect(record.attempts).toMatchObject([{ result: 'cancelled', interrupted: false, status: 200 }]);
    expect(caller.models).toEqual(['a']);
    expect(events.records).toHaveLength(1);
    expect(clock.waits).toEqual([]);
  });
});

describe('a shutdown', () => {
  it('calls requests off without taking it for a disconnect', async () => {
    const { engine, clock } = startEngine({ script: (fake) => ({ a: silence(fake) }) });
    const cancel = new Cancel();
    const running = engine.run(requestOf({ cancel }));
    await clock.idle();
    cancel.cancel('shutdown');
    const result = await running;
    if (result.kind !== 'cancelled') throw new Error(`expected cancelled, not ${result.kind}`);
    const record = await result.settlement.delivered(503);
    expect(record).toMatchObject({
      outcome: 'cancelled',
      status: 503,
      disconnect: null,
      error: 'the agent is shutting down',
    });
    expect(record.attempts[0]?.message).toBe('the agent is shutting down');
  });
});
