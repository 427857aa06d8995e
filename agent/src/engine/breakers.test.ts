import { describe, expect, it } from '@jest/globals';
import { failure, requestOf, silence, snapshotOf, startEngine, whole } from './testkit/index.ts';

const OPEN_AT_ONCE = { preset: 'immediate', breaker: { failureThreshold: 1 } } as const;
const down = failure('server_error');

describe('readings', () => {
  it('hold every target of the snapshot, used or not', () => {
    const { engine } = startEngine({ models: ['a', { id: 'b', upstreamModel: 'b-2026' }] });
    expect(engine.breakers.readings(engine.snapshot)).toEqual([
      { target: 'at-a a', provider: 'at-a', upstreamModel: 'a', state: 'closed', cooldownUntil: 0 },
      { target: 'at-b b-2026', provider: 'at-b', upstreamModel: 'b-2026', state: 'closed', cooldownUntil: 0 },
    ]);
  });

  it('tell the time of the next probe, and lapse without traffic', async () => {
    const { engine, clock, finish } = startEngine({ models: ['a', 'b'], script: { a: down }, policy: OPEN_AT_ONCE });
    await finish();
    const opened = clock.wall();
    expect(engine.breakers.readings(engine.snapshot)[0]).toMatchObject({
      state: 'open',
      cooldownUntil: opened + 30_000,
    });
    clock.skip(30_000);
    expect(engine.breakers.readings(engine.snapshot)[0]).toMatchObject({ state: 'half_open', cooldownUntil: 0 });
  });

  it('are one for models that share provider and upstream model', async () => {
    const models = [
      { id: 'a', provider: 'p', upstreamModel: 'same' },
      { id: 'b', provider: 'p', upstreamModel: 'same' },
      { id: 'c', provider: 'q', upstreamModel: 'same' },
    ];
    const { engine, caller, finish } = startEngine({ models, script: { a: down }, policy: OPEN_AT_ONCE });
    await finish();
    expect(engine.breakers.readings(engine.snapshot).map(({ provider, state }) => [provider, state])).toEqual([
      ['p', 'open'],
      ['q', 'closed'],
    ]);
    expect(caller.models).toEqual(['a', 'c']);
  });

  it('are the same list while nothing is open, and the mark says when they may have changed', async () => {
    const { engine, clock, caller, finish } = startEngine({
      models: ['a', 'b'],
      script: { a: down },
      policy: OPEN_AT_ONCE,
    });
    const { breakers, snapshot } = engine;
    const closed = breakers.readings(snapshot);
    const marks = [breakers.mark];
    expect(breakers.readings(snapshot)).toBe(closed);
    expect(breakers.mark).toBe(marks[0]);
    await finish();
    marks.push(breakers.mark);
    expect(closed.map(({ state }) => state)).toEqual(['closed', 'closed']);
    clock.skip(29_999);
    expect(breakers.mark).toBe(marks[1]);
    clock.skip(1);
    marks.push(breakers.mark);
    expect(breakers.mark).toBe(marks[2]);
    caller.rewrite({});
    await finish();
    marks.push(breakers.mark);
    expect(breakers.readings(snapshot)).toBe(closed);
    engine.apply(snapshotOf({ models: ['a', 'b'] }));
    marks.push(breakers.mark);
    expect(new Set(marks).size).toBe(5);
  });

  it('leave out targets that left the configuration', async () => {
    const { engine, finish } = startEngine({ script: { a: down }, policy: OPEN_AT_ONCE });
    await finish();
    engine.apply(snapshotOf({ models: ['b'] }));
    expect(engine.breakers.readings(engine.snapshot).map(({ provider }) => provider)).toEqual(['at-b']);
  });
});

describe('breakers across configurations', () => {
  it('stay open', async () => {
    const { engine, caller, finish } = startEngine({ models: ['a', 'b'], script: { a: down }, policy: OPEN_AT_ONCE });
    await finish();
    engine.apply(snapshotOf({ models: ['a', 'b'], policy: OPEN_AT_ONCE }, [], 2));
    caller.rewrite({});
    expect(await finish()).toMatchObject({ trigger: 'circuit_open', outcome: 'success' });
    expect(caller.models).toEqual(['b']);
  });

  it('close where the new one switches them off, without traffic', async () => {
    const { engine, finish, events } = startEngine({ models: ['a', 'b'], script: { a: down }, policy: OPEN_AT_ONCE });
    await finish();
    engine.apply(snapshotOf({ models: ['a', 'b'], policy: { breaker: { enabled: false } } }));
    expect(engine.breakers.readings(engine.snapshot)[0]?.state).toBe('closed');
    expect(events.moves).toEqual(['closed→open', 'open→closed']);
  });

  it("keep the new settings while a request is under way on the old one's", async () => {
    const { engine, clock, caller, finish } = startEngine({
      script: (fake) => ({ a: [silence(fake), down], b: down, c: whole() }),
      policy: OPEN_AT_ONCE,
    });
    const old = engine.run(requestOf());
    await clock.idle();
    engine.apply(snapshotOf({ policy: { preset: 'immediate', breaker: { failureThreshold: 2 } } }));
    await clock.drive(old);
    caller.rewrite({ b: down });
    await finish({ model: 'b', fallbacks: 'off' });
    expect(engine.breakers.readings(engine.snapshot).map(({ state }) => state)).toEqual(['closed', 'open', 'closed']);
  });
});

describe('activePosition', () => {
  it('is the first step whose breaker is not open', async () => {
    const { engine, clock, finish } = startEngine({ script: { a: down, b: down }, policy: OPEN_AT_ONCE });
    const chain = engine.snapshot.chains.get('a')!;
    expect(engine.breakers.activePosition(chain)).toBe(0);
    await finish();
    expect(engine.breakers.activePosition(chain)).toBe(2);
    clock.skip(30_000);
    expect(engine.breakers.activePosition(chain)).toBe(0);
  });

  it('is -1 where all are open, disabled, without a credential or too expensive', async () => {
    const models = [
      { id: 'a', price: { input: 1, output: 1 } },
      { id: 'b', enabled: false },
      'c',
      { id: 'd', price: { input: 9, output: 9 } },
    ];
    const policy = { ...OPEN_AT_ONCE, maxCostMultiplier: 2 };
    const { engine, finish } = startEngine({ models, script: { a: down }, policy, keyless: ['at-c'] });
    await finish();
    expect(engine.breakers.activePosition(engine.snapshot.chains.get('a')!)).toBe(-1);
  });

  it('looks no further than maxDepth', async () => {
    const policy = { ...OPEN_AT_ONCE, maxDepth: 1 };
    const { engine, finish } = startEngine({ script: { a: down, b: down }, policy });
    await finish();
    expect(engine.breakers.activePosition(engine.snapshot.chains.get('a')!)).toBe(-1);
  });
});

describe('requests and open breakers', () => {
  it('step over an open breaker without a call, and say so', async () => {
    const { finish, caller, events } = startEngine({ script: { a: down }, policy: OPEN_AT_ONCE });
    await finish();
    caller.rewrite({});
    expect(await finish()).toMatchObject({ outcome: 'success', trigger: 'circuit_open', route: 'fallback' });
    expect(caller.models).toEqual(['b']);
    expect(events.hops.at(-1)).toMatchObject({ reason: 'circuit_open', detail: 'the breaker is open' });
  });

  it('name the open breaker, not an earlier failure, on the hop away from it', async () => {
    const { finish, caller } = startEngine({ script: { b: down }, policy: OPEN_AT_ONCE });
    await finish({ model: 'b', fallbacks: 'off' });
    caller.rewrite({ a: failure('quota') });
    const { hops } = await finish();
    expect(hops.map(({ detail }) => detail)).toEqual(['the provider said quota', 'the breaker is open']);
  });

  it.each([
    ['second', failure('rate_limit', { retryAfterMs: 90_000 }), down],
    ['first', down, failure('rate_limit', { retryAfterMs: 90_000 })],
  ])(
    'fail at once where all are open, with the time until the %s, the earliest, may be probed',
    async (_which, a, b) => {
      const { walk, finish, clock, caller } = startEngine({
        models: ['a', 'b'],
        script: { a, b },
        policy: OPEN_AT_ONCE,
      });
      await finish();
      clock.skip(10_000);
      caller.rewrite({});
      expect(await walk()).toMatchObject({
        kind: 'failed',
        cause: { kind: 'circuits_open', retryAfterMs: 20_000 },
        meta: { calls: 0, usedFallback: true, trigger: 'circuit_open' },
      });
      expect(await finish()).toMatchObject({
        outcome: 'error',
        route: 'fallback',
        exhausted: true,
        error: 'every breaker is open',
      });
      expect(caller.calls).toEqual([]);
    },
  );

  it('of a chain of one are on route primary', async () => {
    const { finish } = startEngine({ models: ['a'], script: { a: down }, policy: OPEN_AT_ONCE });
    await finish();
    expect(await finish()).toMatchObject({ outcome: 'error', route: 'primary', attempts: [] });
  });

  it('that find all probes in flight may come back at once', async () => {
    const { engine, walk, finish, clock, caller } = startEngine({
      models: ['a'],
      script: { a: down },
      policy: OPEN_AT_ONCE,
    });
    await finish();
    clock.skip(30_000);
    caller.rewrite({ a: silence(clock) });
    const probe = engine.run(requestOf({ id: 'probe' }));
    expect(await walk()).toMatchObject({ cause: { kind: 'circuits_open', retryAfterMs: 0 } });
    await clock.drive(probe);
  });

  it('do not fall back from an open breaker where circuit_open is off', async () => {
    const policy = { ...OPEN_AT_ONCE, triggers: { circuit_open: { enabled: false } } };
    const { walk, finish, caller } = startEngine({ script: { a: down }, policy });
    await finish();
    caller.rewrite({});
    expect(await walk()).toMatchObject({ cause: { kind: 'circuits_open' }, meta: { usedFallback: false } });
    expect(caller.calls).toEqual([]);
  });

  it('stampeding onto a recovering provider send one probe, the others fall back', async () => {
    const { engine, finish, clock, caller } = startEngine({
      models: ['a', 'b'],
      script: { a: down },
      policy: OPEN_AT_ONCE,
    });
    await finish();
    clock.skip(30_000);
    caller.rewrite({});
    await Promise.all(Array.from({ length: 20 }, (_, n) => engine.run(requestOf({ id: `r${n}` }))));
    expect(caller.models.filter((model) => model === 'a')).toHaveLength(1);
    expect(caller.models.filter((model) => model === 'b')).toHaveLength(19);
    caller.rewrite({});
    expect(await finish()).toMatchObject({ route: 'primary' });
  });
});

describe('what a breaker counts', () => {
  it.each(['context_window', 'content_policy'] as const)('is never %s', async (trigger) => {
    const { engine, finish } = startEngine({ script: { a: failure(trigger) }, policy: OPEN_AT_ONCE });
    await finish();
    expect(engine.breakers.readings(engine.snapshot)[0]?.state).toBe('closed');
  });

  it.each(['quota', 'auth', 'model_not_found', 'connection'] as const)('is %s', async (trigger) => {
    const { engine, finish } = startEngine({ script: { a: failure(trigger) }, policy: OPEN_AT_ONCE });
    await finish();
    expect(engine.breakers.readings(engine.snapshot)[0]?.state).toBe('open');
  });

  it('gives a probe slot back where the probe said nothing about the provider', async () => {
    const { finish, clock, caller, engine } = startEngine({
      models: ['a', 'b'],
      script: { a: down },
      policy: OPEN_AT_ONCE,
    });
    await finish();
    clock.skip(30_000);
    caller.rewrite({ a: failure('context_window') });
    await finish();
    await finish();
    expect(caller.models).toEqual(['a', 'b', 'a', 'b']);
    expect(engine.breakers.readings(engine.snapshot)[0]?.state).toBe('half_open');
  });
});
