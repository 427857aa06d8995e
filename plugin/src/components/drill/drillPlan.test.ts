import { describe, expect, it } from '@jest/globals';
import type { Chain, DrillPlan } from '@understudy/contract';
import { axisAt, failStepsChoices, failStepsIn, finalAxis, plannedAxis, stepsFor } from './drillPlan.ts';

const CHAIN: Chain = { model: 'a', fallbacks: ['b', 'c', 'd'] };

describe('the steps that a failure walks', () => {
  it.each([
    [CHAIN, 'rate_limit', 4],
    [CHAIN, 'context_window', 4],
    [{ ...CHAIN, contextWindowFallbacks: ['long'] }, 'context_window', 2],
    [{ ...CHAIN, contextWindowFallbacks: [] }, 'context_window', 1],
    [{ ...CHAIN, contextWindowFallbacks: [] }, 'quota', 4],
  ] as const)('are those of the list that serves it: %#', (chain, failure, steps) => {
    expect(stepsFor(chain as Chain, failure)).toBe(steps);
  });
});

describe('the axis of a test', () => {
  const step = { position: 0, model: 'a', provider: 'p', upstreamModel: 'a', skipped: null, waitsMs: [] };
  const plan = (waitMs: number, ...really: readonly Partial<DrillPlan['steps'][number]>[]) =>
    plannedAxis({
      waitMs,
      steps: [{ ...step, forced: true }, ...really.map((more) => ({ ...step, forced: false, ...more }))],
    });

  it('has room for all waits of the failing steps, and for an answer', () => {
    expect(plan(14_000, {}).totalMs).toBeCloseTo(17_136, 0);
    expect(plan(0, {}).totalMs).toBeCloseTo(2_040, 0);
  });

  it('has no room for an answer that cannot come', () => {
    expect(plan(14_000).totalMs).toBeCloseTo(14_280, 0);
    expect(plan(14_000, { skipped: 'disabled' }).totalMs).toBeCloseTo(14_280, 0);
    expect(plan(0).totalMs).toBe(400);
  });

  it('stays as it is while the test runs, and jumps only where calls outlast it', () => {
    const planned = plan(14_000, {});
    expect(axisAt(planned, 17_000)).toBe(planned);
    expect(axisAt(planned, 17_200).totalMs).toBeGreaterThan(2 * 17_136);
  });

  it('stays when the test is over, but for one that was much shorter', () => {
    const planned = plan(14_000, {});
    expect(finalAxis(planned, 16_600)).toBe(planned);
    expect(finalAxis(planned, 1_000).totalMs).toBe(1_020);
  });
});

describe('the choice of failing steps', () => {
  it('is bounded by the length of the chain', () => {
    expect([1, 2, 3, 4, 9].map(failStepsChoices)).toEqual([
      ['all'],
      [1, 'all'],
      [1, 2, 'all'],
      [1, 2, 3, 'all'],
      [1, 2, 3, 'all'],
    ]);
  });

  it('falls back to all where a chain has fewer steps for another failure', () => {
    expect(failStepsIn(2, 4)).toBe(2);
    expect(failStepsIn(2, 2)).toBe('all');
    expect(failStepsIn(1, 1)).toBe('all');
    expect(failStepsIn('all', 3)).toBe('all');
  });
});
