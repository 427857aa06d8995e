import { describe, expect, it } from '@jest/globals';
import { after, completeEnd, failure, requestOf, silence, startEngine, streams, whole } from './testkit/index.ts';

const immediate = { preset: 'immediate' } as const;

describe('the deadline of the whole request', () => {
  it('leaves the last step what is left', async () => {
    const { finish, caller } = startEngine({
      models: ['a', 'b'],
      script: (clock) => ({ a: silence(clock), b: silence(clock) }),
      policy: { ...immediate, deadlines: { attemptMs: 60_000, totalMs: 70_000 } },
    });
    const record = await finish();
    expect(caller.calls.map(({ deadlines }) => deadlines)).toEqual([
      { connectMs: 5_000, firstTokenMs: 30_000, idleMs: 30_000, attemptMs: 60_000, totalMs: 70_000 },
      { connectMs: 5_000, firstTokenMs: 10_000, idleMs: 30_000, attemptMs: 10_000, totalMs: 10_000 },
    ]);
    expect(record).toMatchObject({ outcome: 'error', exhausted: true, durationMs: 70_000, upstreamMs: 70_000 });
    expect(record.attempts.map(({ durationMs, ownTimer }) => [durationMs, ownTimer])).toEqual([
      [60_000, true],
      [10_000, true],
    ]);
  });

  it('cuts connect too', async () => {
    const { finish, caller } = startEngine({
      policy: { deadlines: { connectMs: 5_000, attemptMs: 1_000, firstTokenMs: 1_000 } },
    });
    await finish({ timeoutMs: 2_000 });
    expect(caller.calls[0]?.deadlines).toMatchObject({ connectMs: 2_000, attemptMs: 1_000 });
  });

  it('can be lowered by the client, not raised', async () => {
    const parts = {
      models: ['a'],
      script: { a: whole() },
      policy: { deadlines: { attemptMs: 20_000, totalMs: 20_000 } },
    };
    const lowered = startEngine(parts);
    await lowered.finish({ timeoutMs: 7_000 });
    expect(lowered.caller.calls[0]?.deadlines.attemptMs).toBe(7_000);
    const raised = startEngine(parts);
    await raised.finish({ timeoutMs: 60_000 });
    expect(raised.caller.calls[0]?.deadlines.attemptMs).toBe(20_000);
  });

  it('is that of the primary: longer where it reasons', async () => {
    const models = [{ id: 'a', capabilities: ['reasoning' as const] }, 'b'];
    const { finish, caller } = startEngine({
      models,
      script: (clock) => ({ a: silence(clock), b: silence(clock) }),
      policy: immediate,
    });
    expect(await finish()).toMatchObject({ durationMs: 420_000, trigger: 'timeout' });
    expect(caller.calls.map(({ deadlines }) => deadlines.attemptMs)).toEqual([300_000, 120_000]);
  });

  it('ends the walk: no hop and no call after it', async () => {
    const { finish, caller } = startEngine({ script: (clock) => ({ a: after(clock, 1_000, failure('quota')) }) });
    expect(await finish({ timeoutMs: 500 })).toMatchObject({
      outcome: 'error',
      route: 'primary',
      durationMs: 500,
      error: 'no answer in time',
    });
    expect(caller.models).toEqual(['a']);
  });

  it('is kept where a timer comes late: no retry after it, the failure is told', async () => {
    const { engine, clock, caller } = startEngine({ script: { a: failure('server_error') } });
    const walking = engine.run(requestOf({ timeoutMs: 2_500 }));
    await clock.idle();
    expect(clock.waits).toEqual([2_000]);
    clock.skip(3_000);
    expect(await clock.drive(walking)).toMatchObject({
      cause: { kind: 'exhausted', failure: { trigger: 'server_error' } },
    });
    expect(caller.models).toEqual(['a']);
  });

  it('that passes while planning means no call at all', async () => {
    const { walk, finish, caller, clock, estimator } = startEngine({ models: [{ id: 'a', contextWindow: 100 }, 'b'] });
    estimator.countInput = async () => {
      clock.skip(1_000);
      return 1;
    };
    const request = { text: 'x'.repeat(1_000), timeoutMs: 1_000 };
    expect(await walk(request)).toMatchObject({ kind: 'failed', cause: { kind: 'deadline' }, meta: { calls: 0 } });
    expect(await finish(request)).toMatchObject({ outcome: 'error', attempts: [], exhausted: true });
    expect(caller.calls).toEqual([]);
  });

  it('that passes while a step is skipped is told as such', async () => {
    const { walk, clock, estimator } = startEngine({ models: [{ id: 'a', contextWindow: 100 }, 'b'] });
    estimator.countInput = async () => {
      clock.skip(1_000);
      return 1_000;
    };
    expect(await walk({ text: 'x'.repeat(1_000), timeoutMs: 1_000 })).toMatchObject({ cause: { kind: 'deadline' } });
  });

  it('covers a committed stream: it is cut as a timeout, which is no fault of the provider', async () => {
    const { finish, engine, events } = startEngine({
      script: (clock) => ({ a: streams(clock, completeEnd, 60_000) }),
      policy: { breaker: { failureThreshold: 1 } },
    });
    const record = await finish({ stream: true, timeoutMs: 10_000 });
    expect(record).toMatchObject({
      outcome: 'error',
      status: 200,
      durationMs: 10_000,
      exhausted: false,
      disconnect: null,
    });
    expect(record.error).toBe('the deadline of the whole request passed');
    expect(events.attempts).toMatchObject([
      { result: 'timeout', interrupted: true, ownTimer: true, durationMs: 10_000 },
    ]);
    expect(engine.breakers.readings(engine.snapshot)[0]?.state).toBe('closed');
  });

  it('leaves no timer behind when a stream ends in time', async () => {
    const { finish, clock } = startEngine({ script: (fake) => ({ a: streams(fake, completeEnd, 9_000) }) });
    expect(await finish({ stream: true, timeoutMs: 10_000 })).toMatchObject({ outcome: 'success' });
    expect(clock.waits).toEqual([]);
  });
});
