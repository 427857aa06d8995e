import { describe, expect, it } from '@jest/globals';
import { TRIGGERS, type Trigger } from '@understudy/contract';
import { clientError, failure, ownTimeout, startEngine, whole } from './testkit/index.ts';

const RETRIED: readonly Trigger[] = [
  'rate_limit',
  'timeout',
  'server_error',
  'connection',
  'invalid_response',
  'empty_response',
];
const MOVED_ON_AT_ONCE: readonly Trigger[] = ['quota', 'context_window', 'auth', 'model_not_found'];
const RAISED_BY_CALLS = TRIGGERS.filter((trigger) => trigger !== 'circuit_open');

/** Four failures of a request must not open the breaker here. */
const PATIENT_BREAKER = { breaker: { failureThreshold: 100, minRequests: 1000 } } as const;

describe('triggers by default', () => {
  it.each(RETRIED)('%s is retried three times, after 2, 4 and 8 s, then falls back', async (trigger) => {
    const { finish, caller, events } = startEngine({ script: { a: failure(trigger) }, policy: PATIENT_BREAKER });
    const record = await finish();
    expect(caller.models).toEqual(['a', 'a', 'a', 'a', 'b']);
    const begin = caller.calls[0]?.at ?? 0;
    expect(caller.calls.map(({ at }) => at - begin)).toEqual([0, 2_000, 6_000, 14_000, 14_000]);
    expect(events.waits).toEqual([2_000, 4_000, 8_000]);
    expect(record).toMatchObject({
      outcome: 'success',
      route: 'fallback',
      trigger,
      backoffMs: 14_000,
      failoverMs: 14_000,
    });
    expect(record.served?.model).toBe('b');
    expect(record.attempts.map(({ retryOf }) => retryOf)).toEqual([null, trigger, trigger, trigger, null]);
    expect(record.attempts.map(({ waitedMs }) => waitedMs)).toEqual([0, 2_000, 4_000, 8_000, 0]);
  });

  it.each(MOVED_ON_AT_ONCE)('%s is never retried and falls back', async (trigger) => {
    const policy = { triggers: { [trigger]: { retries: 3 } } };
    const { finish, caller, events } = startEngine({ script: { a: failure(trigger) }, policy });
    const record = await finish();
    expect(caller.models).toEqual(['a', 'b']);
    expect(events.waits).toEqual([]);
    expect(record).toMatchObject({ outcome: 'success', route: 'fallback', trigger });
  });

  it('content_policy neither retries nor falls back: it is off', async () => {
    const { finish, walk, caller } = startEngine({ script: { a: failure('content_policy') } });
    expect(await walk()).toMatchObject({ kind: 'failed', cause: { kind: 'exhausted', clientError: true } });
    expect(caller.models).toEqual(['a']);
    expect(await finish()).toMatchObject({ outcome: 'client_error', route: 'primary', exhausted: false });
  });
});

describe('a trigger of the policy', () => {
  it.each(RAISED_BY_CALLS)('%s with enabled: false neither retries nor falls back', async (trigger) => {
    const policy = { triggers: { [trigger]: { enabled: false } } };
    const { finish, caller } = startEngine({ script: { a: failure(trigger) }, policy });
    const record = await finish();
    expect(caller.models).toEqual(['a']);
    expect(record.hops).toEqual([]);
    expect(record.error).toBe(`the provider said ${trigger}`);
  });

  it.each(RAISED_BY_CALLS)('%s with enabled: true falls back', async (trigger) => {
    const policy = { triggers: { [trigger]: { enabled: true, retries: 0 } } };
    const { finish, caller } = startEngine({ script: { a: failure(trigger) }, policy });
    expect(await finish()).toMatchObject({ outcome: 'success', trigger });
    expect(caller.models).toEqual(['a', 'b']);
  });

  it.each(RETRIED)('%s waits backoffFactor ^ n seconds before retry n', async (trigger) => {
    const policy = { ...PATIENT_BREAKER, triggers: { [trigger]: { retries: 2, backoffFactor: 1.5 } } };
    const { finish, events } = startEngine({ script: { a: failure(trigger) }, policy });
    await finish();
    expect(events.waits).toEqual([1_500, 2_250]);
  });

  it('each failure follows the rule of its own trigger', async () => {
    const policy = { triggers: { rate_limit: { retries: 1, backoffFactor: 1 }, server_error: { retries: 2 } } };
    const script = { a: [failure('rate_limit'), failure('server_error'), whole()] };
    const { finish, events } = startEngine({ script, policy });
    expect(await finish()).toMatchObject({ outcome: 'success', route: 'primary', trigger: null });
    // The second wait is the second retry of the step, with the factor of server_error.
    expect(events.waits).toEqual([1_000, 4_000]);
  });
});

describe("the client's own mistake", () => {
  it('is returned untouched: no retry, no hop, not counted against the provider', async () => {
    const policy = { breaker: { failureThreshold: 1 } };
    const { walk, finish, caller, engine } = startEngine({ script: { a: clientError(422) }, policy });
    const result = await walk();
    expect(result).toMatchObject({
      kind: 'client_error',
      error: { status: 422 },
      meta: { calls: 1, usedFallback: false },
    });
    expect(caller.models).toEqual(['a']);
    expect(await finish()).toMatchObject({ outcome: 'client_error', status: 422, route: 'primary', exhausted: false });
    expect(engine.breakers.readings(engine.snapshot)[0]?.state).toBe('closed');
  });

  it('ends the request on a fallback too', async () => {
    const { finish, caller } = startEngine({ script: { a: failure('quota'), b: clientError() } });
    const record = await finish();
    expect(caller.models).toEqual(['a', 'b']);
    expect(record).toMatchObject({ outcome: 'client_error', route: 'fallback' });
    expect(record.attempts.map(({ result }) => result)).toEqual(['quota', 'client_error']);
  });
});

describe('an attempt that our own timer ended', () => {
  it('is not retried at the same step, it moves on', async () => {
    const { finish, caller, events } = startEngine({ script: { a: ownTimeout() } });
    const record = await finish();
    expect(caller.models).toEqual(['a', 'b']);
    expect(events.waits).toEqual([]);
    expect(record.attempts[0]).toMatchObject({ result: 'timeout', ownTimer: true, status: null, replay: 'uncertain' });
  });
});

describe('failure of all steps', () => {
  it('tells the last upstream error', async () => {
    const script = { a: failure('quota'), b: failure('auth'), c: failure('model_not_found') };
    const { walk, finish, caller } = startEngine({ script });
    const result = await walk();
    expect(result).toMatchObject({
      kind: 'failed',
      cause: { kind: 'exhausted', clientError: false, failure: { trigger: 'model_not_found', said: { status: 404 } } },
    });
    expect(caller.models).toEqual(['a', 'b', 'c']);
    expect(await finish()).toMatchObject({
      outcome: 'error',
      route: 'fallback',
      exhausted: true,
      served: null,
      trigger: 'quota',
    });
  });

  it.each([
    [['context_window', 'content_policy'], 'client_error'],
    [['context_window', 'server_error'], 'error'],
    [['server_error', 'context_window'], 'error'],
  ] as const)('that ended in %j is %s', async ([first, second], outcome) => {
    const script = { a: failure(first), b: failure(second) };
    const policy = { preset: 'immediate' } as const;
    const { finish } = startEngine({ models: ['a', 'b'], script, policy });
    expect(await finish()).toMatchObject({ outcome, exhausted: outcome === 'error' });
  });

  it('that met an open breaker on the way is no client error', async () => {
    const policy = { breaker: { failureThreshold: 1 } };
    const script = { a: failure('quota'), b: failure('context_window') };
    const { finish } = startEngine({ models: ['a', 'b'], script, policy });
    await finish();
    expect(await finish()).toMatchObject({ outcome: 'error', trigger: 'circuit_open', exhausted: true });
  });
});
