import { afterEach, describe, expect, it } from '@jest/globals';
import { whole } from '../engine/testkit/index.ts';
import { DrillSchedule, type DrillScheduleOptions } from './drillSchedule.ts';
import { DrillsUnderTest } from './testkit/drillsUnderTest.ts';

const HOUR = 3_600_000;
const CHAINS = [
  { model: 'a', fallbacks: ['c'] },
  { model: 'b', fallbacks: ['c'] },
];

let schedule: DrillSchedule | null = null;
afterEach(() => schedule?.stop());

function begin(test: DrillsUnderTest, over: Partial<DrillScheduleOptions> = {}): { bugs: unknown[] } {
  const bugs: unknown[] = [];
  schedule = new DrillSchedule({
    drills: test.drills,
    clock: test.clock,
    everyMs: HOUR,
    failure: 'auth',
    chains: () => test.parts.chains?.map(({ model }) => model) ?? [],
    activePosition: () => 0,
    onBug: (error) => bugs.push(error),
    ...over,
  });
  return { bugs };
}

const drilled = (test: DrillsUnderTest): string[] => test.store.drills.map(({ model }) => model).reverse();

describe('the schedule of drills', () => {
  it('drills every chain once an interval, spread over it', async () => {
    const test = new DrillsUnderTest({ chains: CHAINS });
    begin(test);
    await test.clock.advance(HOUR / 2 - 1);
    expect(drilled(test)).toEqual(['a']);
    await test.clock.advance(HOUR / 2);
    expect(drilled(test)).toEqual(['a', 'b']);
    await test.clock.advance(2 * HOUR);
    expect(drilled(test)).toEqual(['a', 'b', 'a', 'b', 'a', 'b']);
    expect(test.store.drills[0]).toMatchObject({ author: 'schedule', scheduled: true, failure: 'auth', failSteps: 1 });
  });

  it('goes on after a start where it was: a chain that was proven just now is not due', async () => {
    const test = new DrillsUnderTest({ chains: CHAINS });
    await test.run({ model: 'a', failure: 'auth' });
    await test.clock.advance(HOUR / 4);
    test.store.drills.length = 0;
    begin(test);
    await test.clock.advance(HOUR / 2);
    expect(drilled(test)).toEqual(['b']);
    await test.clock.advance(HOUR / 2);
    expect(drilled(test)).toEqual(['b', 'a']);
  });

  it('takes a chain that has changed since for one that was never proven', async () => {
    const test = new DrillsUnderTest({ chains: CHAINS });
    await test.run({ model: 'a', failure: 'auth' });
    test.configure({ chains: [{ model: 'a', fallbacks: ['b'] }] });
    test.store.drills.length = 0;
    begin(test);
    await test.clock.advance(60_000);
    expect(drilled(test)).toEqual(['a']);
  });

  it('passes a chain over whose primary is not in use', async () => {
    const test = new DrillsUnderTest({ chains: CHAINS });
    begin(test, { activePosition: (model) => (model === 'a' ? 1 : 0) });
    await test.clock.advance(2 * HOUR);
    expect(new Set(drilled(test))).toEqual(new Set(['b']));
  });

  it('finds chains that are configured later, and forgets those that go', async () => {
    const test = new DrillsUnderTest({ chains: [] });
    begin(test);
    await test.clock.advance(HOUR);
    expect(drilled(test)).toEqual([]);
    test.configure({ chains: CHAINS });
    await test.clock.advance(60_000);
    expect(drilled(test)).toEqual(['a']);
    test.configure({ chains: CHAINS.slice(1) });
    await test.clock.advance(HOUR);
    expect(drilled(test)).toEqual(['a', 'b']);
  });

  it('streams where a stream is to be cut', async () => {
    const test = new DrillsUnderTest({ chains: CHAINS });
    begin(test, { failure: 'cut_stream' });
    await test.clock.advance(2 * 60_000);
    expect(test.store.drills[0]).toMatchObject({ failure: 'cut_stream', stream: true, proved: true });
  });

  it('tells of mistakes of ours and goes on', async () => {
    const bug = new Error('bug');
    const test = new DrillsUnderTest({
      chains: CHAINS.slice(0, 1),
      script: {
        c: () => {
          throw bug;
        },
      },
    });
    const { bugs } = begin(test, { everyMs: 60_000, failure: 'auth' });
    await test.clock.advance(60_000);
    expect(bugs).toEqual([bug]);
    test.caller.rewrite({ c: whole() });
    await test.clock.advance(60_000);
    expect(drilled(test)).toEqual(['a']);
  });

  it('ends when it is stopped', async () => {
    const test = new DrillsUnderTest({ chains: CHAINS });
    begin(test);
    schedule?.stop();
    expect(test.clock.waits).toEqual([]);
  });
});
