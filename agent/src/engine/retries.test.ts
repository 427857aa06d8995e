import { describe, expect, it } from '@jest/globals';
import { retryWaitMs } from './attemptStep.ts';
import { chainOf, failure, requestOf, startEngine, whole } from './testkit/index.ts';

const never = (): number => {
  throw new Error('randomness is not asked for without jitter');
};

describe('retryWaitMs', () => {
  const { policy } = chainOf();
  const limited = failure('rate_limit');

  it('is the whole backoff without jitter, drawing no random number', () => {
    expect([1, 2, 3, 4].map((retry) => retryWaitMs(limited, retry, policy, 1e9, never))).toEqual([
      2_000,
      4_000,
      8_000,
      null,
    ]);
  });

  it.each([
    [0, 0],
    [0.5, 2_000],
    [0.999999, 4_000],
  ])('with jitter and a draw of %d is %d ms, at most the backoff', (draw, ms) => {
    expect(retryWaitMs(limited, 2, { ...policy, jitter: true }, 1e9, () => draw)).toBe(ms);
  });

  it('is raised to Retry-After, never lowered by it', () => {
    expect(retryWaitMs({ ...limited, retryAfterMs: 7_000 }, 1, policy, 1e9, never)).toBe(7_000);
    expect(retryWaitMs({ ...limited, retryAfterMs: 500 }, 1, policy, 1e9, never)).toBe(2_000);
    expect(retryWaitMs({ ...limited, retryAfterMs: 7_000 }, 1, { ...policy, jitter: true }, 1e9, () => 0)).toBe(7_000);
  });

  it('moves on where Retry-After is above maxRetryAfterMs', () => {
    expect(retryWaitMs({ ...limited, retryAfterMs: 30_000 }, 1, policy, 1e9, never)).toBe(30_000);
    expect(retryWaitMs({ ...limited, retryAfterMs: 30_001 }, 1, policy, 1e9, never)).toBeNull();
  });

  it('moves on where the wait would reach the deadline', () => {
    expect(retryWaitMs(limited, 1, policy, 2_001, never)).toBe(2_000);
    expect(retryWaitMs(limited, 1, policy, 2_000, never)).toBeNull();
  });
});

describe('waiting for a retry', () => {
  it('keeps to Retry-After', async () => {
    const { finish, events } = startEngine({
      script: { a: [failure('rate_limit', { retryAfterMs: 5_000 }), whole()] },
    });
    expect(await finish()).toMatchObject({ outcome: 'success', route: 'primary', backoffMs: 5_000, durationMs: 5_000 });
    expect(events.waits).toEqual([5_000]);
  });

  it('is left out where it would pass the deadline of the request', async () => {
    const { finish, caller } = startEngine({ script: { a: failure('server_error') } });
    const record = await finish({ timeoutMs: 5_000 });
    // 2 s fit, the next 4 s do not.
    expect(caller.models).toEqual(['a', 'a', 'b']);
    expect(record).toMatchObject({ outcome: 'success', backoffMs: 2_000 });
  });

  it('ends when another request opens the breaker', async () => {
    const policy = { breaker: { failureThreshold: 3 } };
    const script = { a: failure('server_error') };
    const { engine, clock, caller, events } = startEngine({ script, policy, models: ['a', 'b'] });
    const first = engine.run(requestOf({ id: 'first' }));
    await clock.advance(1_000);
    const second = engine.run(requestOf({ id: 'second' }));
    await clock.advance(999);
    expect(caller.models).toEqual(['a', 'a']);
    // Due at 2 s: the first one's retry is the third failure, so neither waits any longer.
    await clock.advance(1);
    expect(caller.models).toEqual(['a', 'a', 'a', 'b', 'b']);
    expect(await first).toMatchObject({ kind: 'answer', meta: { trigger: 'server_error' } });
    expect(await second).toMatchObject({ kind: 'answer', meta: { trigger: 'server_error', calls: 2 } });
    expect(events.hops.map(({ reason }) => reason)).toEqual(['server_error', 'server_error']);
    expect(clock.waits).toEqual([]);
  });

  it('is left out where the failure itself opened the breaker', async () => {
    const { finish, caller, events } = startEngine({
      script: { a: failure('server_error') },
      policy: { breaker: { failureThreshold: 2 } },
    });
    await finish();
    expect(caller.models).toEqual(['a', 'a', 'b']);
    expect(events.waits).toEqual([2_000]);
  });

  it('leaves no timer behind', async () => {
    const { finish, clock } = startEngine({ script: { a: [failure('connection'), whole()] } });
    await finish();
    expect(clock.waits).toEqual([]);
  });
});

describe('presets', () => {
  const failing = { a: failure('server_error'), b: failure('server_error') };

  it('immediate falls back on the first failure', async () => {
    const { finish, caller } = startEngine({ script: failing, policy: { preset: 'immediate' } });
    expect(await finish()).toMatchObject({ outcome: 'success', backoffMs: 0 });
    expect(caller.models).toEqual(['a', 'b', 'c']);
  });

  it('single falls back once', async () => {
    const { finish, caller } = startEngine({ script: failing, policy: { preset: 'single' } });
    expect(await finish()).toMatchObject({ outcome: 'error', exhausted: true });
    expect(caller.models).toEqual(['a', 'b']);
  });

  it('patient is what holds without one', async () => {
    const plain = startEngine({ script: failing });
    const patient = startEngine({ script: failing, policy: { preset: 'patient' } });
    await plain.finish();
    await patient.finish();
    expect(patient.caller.models).toEqual(plain.caller.models);
    expect(patient.events.waits).toEqual(plain.events.waits);
  });

  it("of a chain wins over the policy, and the chain's own policy over both", async () => {
    const { finish, events } = startEngine({
      script: { a: failure('server_error') },
      policy: { triggers: { server_error: { retries: 5, backoffFactor: 3 } } },
      chains: [
        { model: 'a', fallbacks: ['b'], preset: 'immediate', policy: { triggers: { server_error: { retries: 1 } } } },
      ],
    });
    await finish();
    expect(events.waits).toEqual([3_000]);
  });
});
