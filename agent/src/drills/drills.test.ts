import { describe, expect, it } from '@jest/globals';
import { DRILL_FAILURES, drillEventSchema, drillSchema, type Drill, type DrillFailure } from '@understudy/contract';
import { Cancel } from '../engine/index.ts';
import { after, clientError, cutEnd, completeEnd, failure, stream, streams, whole } from '../engine/testkit/index.ts';
import { proofTimes } from './drills.ts';
import { DrillsUnderTest } from './testkit/drillsUnderTest.ts';

const PATIENT = [2_000, 4_000, 8_000];
const RETRIED: readonly DrillFailure[] = [
  'rate_limit',
  'timeout',
  'server_error',
  'connection',
  'invalid_response',
  'empty_response',
  'cut_stream',
];
const STATUS: Partial<Record<DrillFailure, number>> = {
  rate_limit: 429,
  quota: 402,
  timeout: 504,
  server_error: 500,
  context_window: 400,
  auth: 401,
};

const told = (drill: Drill): string[] =>
  drill.attempts.map(({ model, result, forced }) => `${model} ${result}${forced ? ' forced' : ''}`);

describe('a drill', () => {
  it.each(DRILL_FAILURES)(
    'forces %s on the primary as the policy treats it, and the fallback answers',
    async (failure) => {
      const test = new DrillsUnderTest({
        script: (clock) => ({ b: failure === 'cut_stream' ? streams(clock, completeEnd) : whole('ready') }),
      });
      const drill = await test.run({ failure, stream: failure === 'cut_stream' });

      const retried = RETRIED.includes(failure);
      const trigger = failure === 'cut_stream' ? 'connection' : failure;
      expect(told(drill)).toEqual([...Array<string>(retried ? 4 : 1).fill(`a ${trigger} forced`), 'b success']);
      expect(drill.waits.map(({ ms }) => ms)).toEqual(retried ? PATIENT : []);
      expect(drill.attempts.map(({ retry }) => retry)).toEqual(retried ? [0, 1, 2, 3, 0] : [0, 0]);
      expect(drill.attempts[0]?.status).toBe(STATUS[failure] ?? null);
      expect(drill).toMatchObject({ outcome: 'answered', proved: true, waitedMs: retried ? 14_000 : 0, error: null });
      expect(drill.hops).toEqual([expect.objectContaining({ from: 'a', to: 'b', reason: trigger, skipped: false })]);
      expect(drill.answer).toMatchObject({ model: 'b', position: 1, status: 200 });
      expect(test.caller.models).toEqual(['b']);
      expect(() => drillSchema.parse(drill)).not.toThrow();
    },
  );

  it('tells what it cost, against the primary', async () => {
    const test = new DrillsUnderTest({
      models: [
        { id: 'a', price: { input: 1, output: 1 } },
        { id: 'b', price: { input: 2, output: 4 } },
      ],
    });
    const { answer } = await test.run({ failure: 'quota' });
    expect(answer).toMatchObject({ usage: { input: 10, output: 5, estimated: false }, text: 'hello' });
    expect(answer?.costUsd).toBeCloseTo(0.00004, 10);
    expect(answer?.costMultiplier).toBeCloseTo(40 / 15, 6);
  });

  it('fails as many steps as it was told, and calls the next', async () => {
    const test = new DrillsUnderTest();
    const drill = await test.run({ failure: 'auth', failSteps: 2 });
    expect(told(drill)).toEqual(['a auth forced', 'b auth forced', 'c success']);
    expect(test.caller.models).toEqual(['c']);
  });

  it('is exhausted where every step fails, with the error that a client would get', async () => {
    const test = new DrillsUnderTest();
    const drill = await test.run({ failure: 'quota', failSteps: 3 });
    expect(drill).toMatchObject({ outcome: 'exhausted', proved: false, answer: null });
    expect(drill.error).toMatchObject({ status: 402, message: expect.stringContaining('no credit left') });
    expect(JSON.parse(drill.error?.body ?? '')).toMatchObject({
      error: { code: 'insufficient_quota', attempts: { length: 3 } },
    });
    expect(test.caller.calls).toEqual([]);
    expect(test.drills.lastProven('a')).toBeNull();
  });

  it('proves nothing where the trigger is off', async () => {
    const test = new DrillsUnderTest({ policy: { triggers: { auth: { enabled: false } } } });
    const drill = await test.run({ failure: 'auth' });
    expect(told(drill)).toEqual(['a auth forced']);
    expect(drill).toMatchObject({ outcome: 'exhausted', proved: false, error: { status: 502 } });
  });

  it('goes on through fallbacks that really fail', async () => {
    const test = new DrillsUnderTest({ script: { b: failure('auth') } });
    const drill = await test.run({ failure: 'quota' });
    expect(told(drill)).toEqual(['a quota forced', 'b auth', 'c success']);
    expect(drill.proved).toBe(true);
  });

  it('tells steps that were skipped from those that failed', async () => {
    const test = new DrillsUnderTest({ keyless: ['at-b'] });
    const drill = await test.run({ failure: 'quota' });
    expect(drill.hops.map(({ from, reason, skipped }) => [from, reason, skipped])).toEqual([
      ['a', 'quota', false],
      ['b', 'disabled', true],
    ]);
  });

  it('proves nothing where the primary is skipped: nothing was forced', async () => {
    const drill = await new DrillsUnderTest({ keyless: ['at-a'] }).run();
    expect(told(drill)).toEqual(['b success']);
    expect(drill).toMatchObject({ outcome: 'answered', proved: false });
  });

  it('walks the list of its own for a context window', async () => {
    const test = new DrillsUnderTest({ chains: [{ model: 'a', fallbacks: ['b'], contextWindowFallbacks: ['c'] }] });
    expect(told(await test.run({ failure: 'context_window' }))).toEqual(['a context_window forced', 'c success']);
  });

  it('hears a provider that refuses the message', async () => {
    const drill = await new DrillsUnderTest({ script: { b: clientError() } }).run({ failure: 'quota' });
    expect(drill).toMatchObject({ outcome: 'client_error', proved: false, answer: null, error: { status: 400 } });
  });

  it('reads a streamed answer to its end, and is not proven by one that breaks', async () => {
    const whole = new DrillsUnderTest({ script: (clock) => ({ b: streams(clock, completeEnd, 700) }) });
    const read = await whole.run({ failure: 'quota', stream: true });
    expect(read).toMatchObject({ outcome: 'answered', proved: true, durationMs: 700, answer: { text: 'hello' } });
    const broken = new DrillsUnderTest({ script: (clock) => ({ b: streams(clock, cutEnd(), 700) }) });
    const cut = await broken.run({ failure: 'quota', stream: true });
    expect(cut).toMatchObject({ outcome: 'interrupted', proved: false, answer: null, error: { status: 200 } });
    expect(cut.attempts.at(-1)).toMatchObject({ result: 'connection', interrupted: true });
  });

  it('tells what happens as it does, in order, and its end last', async () => {
    const test = new DrillsUnderTest({ policy: { triggers: { rate_limit: { retries: 1 } } } });
    const drill = await test.run();
    expect(test.events.map(({ type }) => type)).toEqual([
      'plan',
      'attempt-started',
      'attempt-ended',
      'wait',
      'attempt-started',
      'attempt-ended',
      'hop',
      'attempt-started',
      'attempt-ended',
      'answer',
    ]);
    for (const event of test.events) expect(() => drillEventSchema.parse(event)).not.toThrow();
    expect(test.events.at(-1)).toEqual({ type: 'answer', drill });
    expect(test.events.flatMap((event) => ('atMs' in event ? [event.atMs] : []))).toEqual([
      0, 0, 0, 2_000, 2_000, 2_000, 2_000, 2_000,
    ]);
  });
});

describe('stopping a drill', () => {
  it('ends a wait at once and calls nobody', async () => {
    const test = new DrillsUnderTest();
    const cancel = new Cancel();
    const started = test.start({}, { cancel });
    await test.clock.idle();
    cancel.cancel('client');
    if ('refused' in started) throw new Error('refused');
    expect(await started.drill).toMatchObject({ outcome: 'cancelled', proved: false, answer: null, durationMs: 0 });
    expect(test.caller.calls).toEqual([]);
    expect(test.clock.waits).toEqual([]);
    expect(test.events.at(-1)?.type).toBe('exhausted');
  });

  it('calls a call off, and a stream that is being read', async () => {
    for (const inStream of [false, true]) {
      const test = new DrillsUnderTest({
        script: (clock) => ({
          b: inStream ? (call) => stream(clock, call, completeEnd, 60_000).outcome : after(clock, 60_000, whole()),
        }),
      });
      const cancel = new Cancel();
      const started = test.start({ failure: 'quota', stream: inStream }, { cancel });
      await test.clock.advance(100);
      cancel.cancel('client');
      if ('refused' in started) throw new Error('refused');
      const drill = await started.drill;
      expect(drill).toMatchObject({ outcome: 'cancelled', error: { status: 499, message: 'the drill was stopped' } });
      expect(drill.attempts.at(-1)).toMatchObject({ model: 'b', result: 'cancelled' });
    }
  });

  it('happens to all of them when the agent shuts down, and none begins afterwards', async () => {
    const test = new DrillsUnderTest();
    const started = test.start();
    await test.clock.idle();
    await test.drills.close();
    if ('refused' in started) throw new Error('refused');
    expect(await started.drill).toMatchObject({
      outcome: 'cancelled',
      error: { message: 'the agent is shutting down' },
    });
    expect(test.store.drills).toHaveLength(1);
    expect(test.refusal()).toEqual({ kind: 'closed' });
  });
});

describe('a drill is refused', () => {
  const chains = [
    { model: 'a', fallbacks: ['b'], contextWindowFallbacks: [] },
    { model: 'b', fallbacks: ['c'], enabled: false },
  ];

  it('for what cannot be drilled', () => {
    const test = new DrillsUnderTest({ chains });
    expect(test.refusal({ model: 'nobody' })).toEqual({ kind: 'unknown_model' });
    expect(test.refusal({ model: 'c' })).toEqual({ kind: 'no_chain' });
    expect(test.refusal({ model: 'b' })).toEqual({ kind: 'chain_disabled' });
    expect(test.refusal({ failSteps: 3 })).toEqual({ kind: 'too_many_steps', steps: 2 });
    expect(test.refusal({ failSteps: 2, failure: 'context_window' })).toEqual({ kind: 'too_many_steps', steps: 1 });
  });

  it('while one of the same chain runs, and while ten run', async () => {
    const models = Array.from({ length: 12 }, (_, index) => `m${index}`);
    const test = new DrillsUnderTest({
      models,
      chains: models.map((model, index) => ({ model, fallbacks: [models[(index + 1) % 12] ?? ''] })),
    });
    const running = models.slice(0, 10).map((model) => test.start({ model }));
    expect(test.refusal({ model: 'm3' })).toEqual({ kind: 'running' });
    expect(test.refusal({ model: 'm11' })).toEqual({ kind: 'busy', limit: 10 });
    await test.clock.drive(Promise.all(running.flatMap((started) => ('drill' in started ? [started.drill] : []))));
    expect((await test.run({ model: 'm3', failure: 'quota' })).proved).toBe(true);
  });
});

describe('what drills leave behind', () => {
  it('is a history without texts, newest first, in pages that new drills do not move', async () => {
    const test = new DrillsUnderTest({
      chains: [
        { model: 'a', fallbacks: ['b'] },
        { model: 'b', fallbacks: ['c'] },
      ],
    });
    for (let n = 1; n <= 5; n++) await test.run({ failure: 'quota', failSteps: n === 2 ? 2 : 1 });
    await test.run({ model: 'b', failure: 'auth' });
    const first = test.drills.history({ model: 'a', limit: 2 });
    expect(first.items.map(({ number }) => number)).toEqual([5, 4]);
    expect(first).toMatchObject({ total: 5, next: '4' });
    await test.run({ failure: 'quota' });
    const second = test.drills.history({ model: 'a', limit: 3, cursor: first.next ?? '' });
    expect(second.items.map(({ number }) => number)).toEqual([3, 2, 1]);
    expect(second.next).toBeNull();
    expect(second.items[0]?.answer).toMatchObject({ model: 'b', text: null });
    expect(second.items[1]?.error).toMatchObject({ status: 402, body: null });
    expect(test.drills.history({}).items).toHaveLength(7);
    expect(test.drills.history({ model: 'nobody' })).toEqual({ items: [], total: 0, next: null });
  });

  it('is a proof, which a changed chain makes stale and a changed wait does not', async () => {
    const test = new DrillsUnderTest();
    expect(test.drills.lastProven('a')).toBeNull();
    const drill = await test.run({ failure: 'auth' });
    const proof = { at: drill.at, trigger: 'auth', stale: false };
    expect(test.drills.lastProven('a')).toEqual(proof);
    expect([...proofTimes(test.store)]).toEqual([['a', Date.parse(drill.at)]]);
    test.configure({ policy: { triggers: { auth: { backoffFactor: 3 } } } });
    expect(test.drills.lastProven('a')).toEqual(proof);
    for (const parts of [
      { chains: [{ model: 'a', fallbacks: ['c', 'b'] }] },
      { policy: { maxDepth: 1 } },
      { policy: { triggers: { auth: { enabled: false } } } },
      { models: ['a', { id: 'b', upstreamModel: 'b-2' }, 'c'] },
      { models: ['b', 'c'] },
    ]) {
      test.configure(parts);
      expect(test.drills.lastProven('a')).toEqual({ ...proof, stale: true });
    }
  });

  it('is told to listeners, whoever asked or did not', async () => {
    const test = new DrillsUnderTest();
    const heard: Drill[] = [];
    test.drills.listen((drill) => heard.push(drill));
    const started = test.drills.start(
      { model: 'a', failure: 'auth', failSteps: 1, stream: false, message: 'x' },
      { author: 'schedule', scheduled: true },
    );
    if ('refused' in started) throw new Error('refused');
    await test.clock.drive(started.drill);
    expect(heard).toEqual([expect.objectContaining({ author: 'schedule', scheduled: true, revision: 1 })]);
  });
});
