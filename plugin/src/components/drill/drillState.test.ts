import { describe, expect, it } from '@jest/globals';
import { runDrill, type Drill, type DrillAttempt, type DrillEvent, type DrillRequest } from '@understudy/contract';
import { AgentError } from '../../api/AgentError.ts';
import { drillLength, drillReducer, drillTimeline, elapsedMs, IDLE_DRILL, type DrillState } from './drillState.ts';

const DRILL = runDrill.success.example as Drill;
const [FIRST] = DRILL.attempts as [DrillAttempt];
const ORDER: DrillRequest = { model: 'gpt-4o', failure: 'rate_limit', failSteps: 1, stream: false, message: 'ready?' };

const started = (number: number, atMs: number, position = 0): DrillEvent => {
  const { model, provider, upstreamModel, forced } = FIRST;
  return { type: 'attempt-started', number, position, model, provider, upstreamModel, forced, atMs };
};
const ended = (number: number, atMs: number): DrillEvent => ({ ...FIRST, type: 'attempt-ended', number, atMs });
const wait = (atMs: number, ms: number): DrillEvent => ({
  type: 'wait',
  position: 0,
  model: 'gpt-4o',
  reason: 'rate_limit',
  retry: 1,
  ms,
  atMs,
});

const begun = drillReducer(IDLE_DRILL, { type: 'run', order: ORDER });
/** What becomes of a test by events that each come 100 ms late on a clock that began at 5,000. */
const after = (...events: readonly DrillEvent[]): DrillState =>
  events.reduce((state, event) => {
    const atMs = 'atMs' in event ? event.atMs : 0;
    return drillReducer(state, { type: 'event', event, now: 5_100 + atMs });
  }, begun);

describe('a test that runs', () => {
  it('begins without anything of the one before', () => {
    const again = drillReducer(after(started(1, 0)), { type: 'run', order: ORDER });
    expect(again).toEqual({ ...IDLE_DRILL, phase: 'starting', order: ORDER });
  });

  it('knows beforehand what it will do', () => {
    const plan = { id: 'd', number: 1, model: 'gpt-4o', revision: 128, failure: 'rate_limit', steps: [] };
    const event: DrillEvent = { ...plan, type: 'plan', atMost: false, waitMs: 14_000, totalMs: 300_000 };
    expect(after(event)).toMatchObject({ phase: 'running', plan: { waitMs: 14_000 }, startedAt: 5_100 });
  });

  it('shows calls and waits as they are told', () => {
    const state = after(started(1, 0), ended(1, 0), wait(1, 2_000));
    expect(state.phase).toBe('running');
    expect(drillTimeline(state)).toMatchObject([
      { position: 0, attempts: [{ result: 'rate_limit', status: 429, wait: { atMs: 1, ms: 2_000 } }] },
    ]);
    expect(drillLength(state)).toBeNull();
  });

  it('takes the earliest start that an event allows for its own', () => {
    let state = after(started(1, 0));
    expect(elapsedMs(state, 6_100)).toBe(1_000);
    state = drillReducer(state, { type: 'event', event: wait(2_000, 4_000), now: 7_020 });
    expect(state.startedAt).toBe(5_020);
    state = drillReducer(state, { type: 'event', event: started(2, 6_000), now: 11_900 });
    expect(state.startedAt).toBe(5_020);
  });

  it('counts from when it was asked for where nothing streams', () => {
    const state = drillReducer(begun, { type: 'unstreamed', now: 5_000 });
    expect(state).toMatchObject({ phase: 'running', streamed: false });
    expect(elapsedMs(state, 6_500)).toBe(1_500);
  });
});

describe('a test that is over', () => {
  it('is shown as the agent tells it at the end', () => {
    const state = after(started(1, 0), { type: 'answer', drill: DRILL });
    expect(state).toMatchObject({ phase: 'ended', drill: { id: DRILL.id } });
    expect(drillTimeline(state).map(({ model, attempts }) => [model, attempts.length])).toEqual([
      ['gpt-4o', 2],
      ['claude-sonnet', 1],
    ]);
    expect(drillLength(state)).toBe(DRILL.durationMs);
  });

  it('is deaf to what comes late', () => {
    const state = after({ type: 'exhausted', drill: DRILL });
    expect(drillReducer(state, { type: 'event', event: started(9, 0), now: 0 })).toBe(state);
    expect(drillReducer(state, { type: 'stop', now: 0 })).toBe(state);
    expect(drillReducer(IDLE_DRILL, { type: 'unstreamed', now: 0 })).toBe(IDLE_DRILL);
  });

  it('that was stopped keeps what happened, cut where it was stopped', () => {
    const waiting = drillReducer(after(started(1, 0), ended(1, 0), wait(1, 8_000)), { type: 'stop', now: 8_100 });
    expect(waiting).toMatchObject({ phase: 'stopped', cutMs: 3_000 });
    expect(drillTimeline(waiting)[0]?.attempts[0]?.wait).toEqual({ atMs: 1, ms: 2_999 });
    const calling = drillReducer(after(started(1, 500)), { type: 'stop', now: 6_100 });
    expect(drillTimeline(calling)[0]?.attempts).toMatchObject([{ result: 'cancelled', durationMs: 500 }]);
  });

  it('that broke off keeps what happened, and why', () => {
    const error = new AgentError('gone', { kind: 'unreachable', status: 0 });
    const state = drillReducer(after(started(1, 0)), { type: 'fail', error, now: 5_600 });
    expect(state).toMatchObject({ phase: 'failed', error, cutMs: 500 });
    expect(drillTimeline(state)).toHaveLength(1);
    expect(drillReducer(begun, { type: 'fail', error, now: 1 })).toMatchObject({ phase: 'failed', cutMs: 0 });
  });
});
