import { describe, expect, it } from '@jest/globals';
import { systemClock } from './clock.ts';
import { Engine } from './engine.ts';
import {
  EventRecorder,
  FakeClock,
  ScriptedCaller,
  StubEstimator,
  failure,
  requestOf,
  silence,
  snapshotOf,
  startEngine,
  whole,
} from './testkit/index.ts';

describe('Engine', () => {
  it('tells the story of a request in order', async () => {
    const { finish, events } = startEngine({ script: { a: [failure('rate_limit'), failure('quota')] } });
    await finish();
    expect(events.events.map(({ type }) => type)).toEqual([
      'request-started',
      'attempt-started',
      'attempt-ended',
      'wait',
      'attempt-started',
      'attempt-ended',
      'hop',
      'attempt-started',
      'attempt-ended',
      'request-ended',
    ]);
    expect(events.of('attempt-started').map(({ number, position, step }) => [number, position, step.model])).toEqual([
      [1, 0, 'a'],
      [2, 0, 'a'],
      [3, 1, 'b'],
    ]);
    expect(events.of('wait')[0]).toMatchObject({ reason: 'rate_limit', ms: 2_000, retry: 1, position: 0 });
  });

  it('keeps the books of who asked, for what, and when', async () => {
    const { finish, clock } = startEngine();
    const arrivedAt = clock.wall();
    const traceparent = `00-${'ab'.repeat(16)}-${'cd'.repeat(8)}-01`;
    const record = await finish({ id: 'r9', client: 'shop', tags: ['x'], api: 'messages', headers: { traceparent } });
    expect(record).toMatchObject({ id: 'r9', model: 'a', client: 'shop', tags: ['x'], api: 'messages', arrivedAt });
    expect(record.trace).toEqual({
      traceId: 'ab'.repeat(16),
      spanId: null,
      parentId: 'cd'.repeat(8),
      sampled: true,
    });
  });

  it.each(['', 'nonsense', `00-${'AB'.repeat(16)}-${'cd'.repeat(8)}-01`])(
    'takes %j for no trace',
    async (traceparent) => {
      const { finish } = startEngine();
      expect((await finish({ headers: { traceparent } })).trace).toBeNull();
    },
  );

  it('lets requests under way finish on the configuration they began with', async () => {
    const { engine, clock, caller, finish } = startEngine({ script: (fake) => ({ a: silence(fake) }) });
    const old = engine.run(requestOf());
    await clock.idle();
    engine.apply(snapshotOf({ models: ['a', 'z'] }, [], 2));
    expect(await clock.drive(old)).toMatchObject({ kind: 'answer', meta: { served: { model: 'b' } } });
    caller.rewrite({ a: failure('quota') });
    expect((await finish()).served?.model).toBe('z');
  });

  it('knows no model whose provider is gone', async () => {
    const snapshot = snapshotOf();
    const chains = new Map([['a', { ...snapshot.chains.get('a')!, steps: [] }]]);
    const { engine } = startEngine({ snapshot: { ...snapshot, chains } });
    expect(await engine.run(requestOf())).toEqual({ kind: 'unknown_model', model: 'a' });
  });

  it('names the requested model where an override is refused', async () => {
    const { engine } = startEngine({ snapshot: { ...snapshotOf(), override: () => null } });
    expect(await engine.run(requestOf({ fallbacks: ['b'] }))).toEqual({ kind: 'unknown_model', model: 'a' });
  });

  it('hands events of others to every listener, late ones too', async () => {
    const { engine, events } = startEngine();
    const late = new EventRecorder();
    engine.listen(late.listen);
    engine.emit({ type: 'request-started', requestId: 'r1', model: 'a' });
    expect(late.events).toEqual(events.events);
    expect(late.events).toHaveLength(1);
  });

  it("runs on the process's own clock unless told otherwise", async () => {
    const estimator = new StubEstimator();
    const caller = new ScriptedCaller(new FakeClock(), { a: [failure('rate_limit'), whole()] });
    const policy = { deadlines: { totalMs: 1 } };
    const engine = new Engine({ snapshot: snapshotOf({ policy, models: ['a'] }), caller, estimator, random: () => 0 });
    const before = Date.now();
    const result = await engine.run(requestOf());
    if (result.kind === 'unknown_model') throw new Error('expected a result');
    expect((await result.settlement.delivered(429)).arrivedAt).toBeGreaterThanOrEqual(before);
  });
});

describe('a bug in a caller', () => {
  const bug = new Error('bug');
  const throws = () => {
    throw bug;
  };

  it('is handed on, after the books were closed', async () => {
    const { engine, events } = startEngine({ script: { a: throws } });
    await expect(engine.run(requestOf())).rejects.toBe(bug);
    expect(events.attempts).toMatchObject([{ result: 'cancelled', message: 'internal error' }]);
    expect(events.records).toMatchObject([
      { outcome: 'error', status: 500, error: 'internal error', exhausted: false },
    ]);
  });

  it('gives the probe slot back', async () => {
    const policy = { breaker: { failureThreshold: 1 } };
    const { engine, clock, caller, finish } = startEngine({ models: ['a'], script: { a: failure('quota') }, policy });
    await finish();
    clock.skip(30_000);
    caller.rewrite({ a: [throws, whole()] });
    await expect(engine.run(requestOf())).rejects.toBe(bug);
    expect(await finish()).toMatchObject({ outcome: 'success' });
  });
});

describe('systemClock', () => {
  it('tells time, runs timers and clears them', async () => {
    expect(Math.abs(systemClock.wall() - Date.now())).toBeLessThan(1_000);
    const since = systemClock.now();
    await new Promise<void>((resolve, reject) => {
      systemClock.clearTimer(systemClock.setTimer(() => reject(new Error('a cleared timer ran')), 0));
      systemClock.setTimer(resolve, 1);
    });
    expect(systemClock.now()).toBeGreaterThanOrEqual(since);
  });
});
