import { describe, expect, it } from '@jest/globals';
import { DRILL_MESSAGE, type DrillPlan, type DrillRequest } from '@understudy/contract';
import { snapshotOf, type DocumentParts } from '../engine/testkit/index.ts';
import { drillPlan } from './drillPlan.ts';
import { DrillsUnderTest } from './testkit/drillsUnderTest.ts';

const NAMED = { id: 'd1', number: 3, revision: 7 };

function planOf(
  order: Partial<DrillRequest> = {},
  parts: DocumentParts = {},
  keyless: readonly string[] = [],
): DrillPlan {
  const chain = snapshotOf(parts, keyless).chains.get('a');
  if (chain === undefined) throw new Error('no chain');
  const asked = { model: 'a', failure: 'rate_limit', failSteps: 1, stream: false, message: DRILL_MESSAGE } as const;
  return drillPlan(chain, { ...asked, ...order }, NAMED);
}

const told = ({ steps }: DrillPlan): unknown[] => steps.map(({ model, forced, waitsMs }) => [model, forced, waitsMs]);

describe('the plan of a drill', () => {
  it('names the steps in their order, with the waits of those that are made to fail', () => {
    const plan = planOf({ failSteps: 2 });
    expect(told(plan)).toEqual([
      ['a', true, [2_000, 4_000, 8_000]],
      ['b', true, [2_000, 4_000, 8_000]],
      ['c', false, []],
    ]);
    expect(plan).toMatchObject({
      ...NAMED,
      model: 'a',
      failure: 'rate_limit',
      waitMs: 28_000,
      totalMs: 300_000,
      atMost: false,
    });
  });

  it('is what the drill then does', async () => {
    const test = new DrillsUnderTest({ policy: { triggers: { rate_limit: { retries: 8, backoffFactor: 1.5 } } } });
    const drill = await test.run({ failSteps: 2 });
    const plan = test.events[0];
    if (plan?.type !== 'plan') throw new Error('the plan comes first');
    expect(plan).toMatchObject({ id: drill.id, number: drill.number, revision: drill.revision });
    // The breaker of a drill opens at its fifth failure, before the eight retries are used up.
    expect(plan.steps[0]?.waitsMs).toHaveLength(4);
    expect(plan.waitMs).toBe(drill.waitedMs);
    expect(drill.hops.map(({ to }) => to)).toEqual(plan.steps.slice(1).map(({ model }) => model));
  });

  it('waits nowhere for what is never retried, or while a trigger is off', () => {
    expect(planOf({ failure: 'quota' }).waitMs).toBe(0);
    const off = planOf({}, { policy: { triggers: { rate_limit: { enabled: false } } } });
    expect(told(off)).toEqual([['a', true, []]]);
  });

  it('stops waiting where the deadline of the request would pass', () => {
    const plan = planOf({}, { policy: { deadlines: { totalMs: 5_000 } } });
    expect(plan.steps[0]?.waitsMs).toEqual([2_000]);
  });

  it('says which steps are skipped and why, and that waits may be shorter with jitter', () => {
    const plan = planOf({}, { policy: { jitter: true } }, ['at-b']);
    expect(plan.steps.map(({ skipped }) => skipped)).toEqual([null, expect.stringContaining('credential'), null]);
    expect(plan.atMost).toBe(true);
  });

  it('follows the list of its own for a context window, and ends at the depth of the policy', () => {
    const chains = [{ model: 'a', fallbacks: ['b'], contextWindowFallbacks: ['c'] }];
    expect(told(planOf({ failure: 'context_window' }, { chains }))).toEqual([
      ['a', true, []],
      ['c', false, []],
    ]);
    expect(planOf({}, { policy: { maxDepth: 1 } }).steps).toHaveLength(2);
  });
});
