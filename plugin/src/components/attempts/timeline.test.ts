import { describe, expect, it } from '@jest/globals';
import { attemptState } from './timeline.ts';
import { buildTimeline, type AttemptFact, type TimelineFacts } from './buildTimeline.ts';
import { percentOf, timeAxis } from './timeAxis.ts';

const call = (number: number, position: number, atMs: number, more: Partial<AttemptFact> = {}): AttemptFact => ({
  number,
  position,
  model: `model-${position}`,
  provider: 'p',
  atMs,
  durationMs: 100,
  result: 'rate_limit',
  status: 429,
  ...more,
});
const facts = (more: Partial<TimelineFacts>): TimelineFacts => ({
  attempts: [],
  waits: [],
  hops: [],
  endMs: null,
  ...more,
});
const hop = { from: 'model-1', fromPosition: 1, reason: 'capability', detail: 'no vision', skipped: true, atMs: 0 };

describe('the timeline of a request', () => {
  it('groups calls by step, counts retries, and hangs each wait on the call before it', () => {
    const timeline = buildTimeline(
      facts({
        attempts: [call(1, 0, 0), call(2, 0, 2_100), call(3, 1, 2_200, { result: 'success', status: 200 })],
        waits: [{ position: 0, atMs: 100, ms: 2_000 }],
        endMs: 2_300,
      }),
    );
    expect(timeline.map(({ position, model }) => [position, model])).toEqual([
      [0, 'model-0'],
      [1, 'model-1'],
    ]);
    expect(timeline[0]?.attempts).toMatchObject([
      { retry: 0, wait: { atMs: 100, ms: 2_000 } },
      { retry: 1, wait: null },
    ]);
    expect(timeline.flatMap(({ attempts }) => attempts.map(attemptState))).toEqual(['failed', 'failed', 'answered']);
  });

  it('shows what is under way, and a wait in its full length', () => {
    const { durationMs, result, status, ...begun } = call(1, 0, 5);
    expect([durationMs, result, status]).toBeDefined();
    const [step] = buildTimeline(facts({ attempts: [begun] }));
    expect(step?.attempts[0]).toMatchObject({ durationMs: null, result: null, status: null });
    expect(step?.attempts.map(attemptState)).toEqual(['running']);
    const waiting = buildTimeline(facts({ attempts: [call(1, 0, 0)], waits: [{ position: 0, atMs: 100, ms: 8_000 }] }));
    expect(waiting[0]?.attempts[0]?.wait).toEqual({ atMs: 100, ms: 8_000 });
  });

  it('cuts a wait that was stopped', () => {
    const [step] = buildTimeline(
      facts({ attempts: [call(1, 0, 0)], waits: [{ position: 0, atMs: 100, ms: 8_000 }], endMs: 3_100 }),
    );
    expect(step?.attempts[0]?.wait).toEqual({ atMs: 100, ms: 3_000 });
  });

  it('puts steps that were skipped in their place, with the reason', () => {
    const timeline = buildTimeline(facts({ attempts: [call(1, 0, 0), call(2, 2, 200)], hops: [hop] }));
    expect(timeline.map(({ position, skipped }) => [position, skipped?.reason ?? null])).toEqual([
      [0, null],
      [1, 'capability'],
      [2, null],
    ]);
  });

  it('takes a hop from a step that was called for no skip', () => {
    const timeline = buildTimeline(facts({ attempts: [call(1, 1, 0)], hops: [hop, { ...hop, skipped: false }] }));
    expect(timeline).toMatchObject([{ position: 1, skipped: null }]);
  });

  it('tells a stop and a broken stream from an answer', () => {
    const [step] = buildTimeline(
      facts({
        attempts: [call(1, 0, 0, { result: 'cancelled' }), call(2, 0, 1, { result: 'success', interrupted: true })],
      }),
    );
    expect(step?.attempts.map(attemptState)).toEqual(['stopped', 'failed']);
  });

  it('is empty where nothing was called', () => {
    expect(buildTimeline(facts({}))).toEqual([]);
  });
});

describe('the axis', () => {
  it.each([
    [16_620, [0, 5_000, 10_000, 15_000]],
    [16_800, [0, 5_000, 10_000, 15_000]],
    [430, [0, 100, 200, 300, 400]],
    [0, [0, 100, 200, 300, 400]],
    [3, [0, 100, 200, 300, 400]],
    [1_400, [0, 500, 1_000]],
    [2_000, [0, 500, 1_000, 1_500, 2_000]],
    [61_000, [0, 20_000, 40_000, 60_000]],
    [299_000, [0, 100_000, 200_000, 300_000]],
  ])('of %d ms has few, round ticks', (ms, ticks) => {
    expect(timeAxis(ms).ticks).toEqual(ticks);
    expect(timeAxis(ms).totalMs).toBeGreaterThanOrEqual(ms);
  });

  it('keeps what lies beyond it at its edge', () => {
    const axis = { totalMs: 200, ticks: [0] };
    expect([percentOf(axis, 50), percentOf(axis, 400), percentOf(axis, -1)]).toEqual([25, 100, 0]);
  });
});
