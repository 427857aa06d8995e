import { describe, expect, it, jest } from '@jest/globals';
import { OTHER } from '@understudy/contract';
import fc from 'fast-check';
import { aRecord, aStep, anAttempt } from '../../testkit/telemetryFixtures.ts';
import { Slices } from '../slices.ts';
import { Statistics, type StatisticsOptions } from './statistics.ts';

const QUARTER = 15 * 60_000;
const NOON = Date.UTC(2026, 2, 10, 12);
const claude = aStep({ model: 'claude', provider: 'anthropic', price: { input: 5, output: 20 } });
const byFallback = {
  route: 'fallback',
  served: claude,
  servedPosition: 1,
  attempts: [anAttempt({ step: claude, position: 1 })],
} as const;

const entry = (displayName: string, fallbacks: string[]) => ({ displayName, fallbacks });
const chained = (count: number) =>
  new Map(Array.from({ length: count }, (_, index) => [`m${index}`, entry(`M${index}`, ['claude'])] as const));

function setUp(over: Partial<StatisticsOptions> = {}) {
  const state = {
    at: NOON,
    models: chained(3) as StatisticsOptions['models'] extends () => infer M ? M : never,
    limit: 2,
  };
  const statistics = new Statistics({
    clock: { wall: () => state.at },
    models: () => state.models,
    costMultiplierLimit: () => state.limit,
    ...over,
  });
  const count = (model: string, fellBack: boolean, client = 'c'): void =>
    statistics.listener({
      type: 'request-ended',
      record: aRecord({ model, client, ...(fellBack ? byFallback : {}) }),
    });
  const read = (tz = 'UTC') => statistics.fallbackStats({ tz, now: state.at });
  return { state, statistics, count, read };
}

const step = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant('count' as const),
      model: fc.nat(4),
      fell: fc.boolean(),
      client: fc.nat(3),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('read' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('wait' as const), quarters: fc.integer({ min: 1, max: 60 }) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('late' as const), model: fc.nat(2), quarters: fc.nat(20) }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('configure' as const), models: fc.integer({ min: 1, max: 4 }) }),
  },
);

describe('reading the fallbacks of today again and again', () => {
  it('gives what reading them for the first time does, whatever happened in between', () =>
    fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 60 }), fc.constantFrom(6, 100_000), async (story, maxRows) => {
        const { state, statistics, count, read } = setUp({ maxRows, slices: () => new Slices({ sliceMs: 0 }) });
        for (const one of story) {
          if (one.do === 'count') count(`m${one.model}`, one.fell, `client-${one.client}`);
          else if (one.do === 'read') await Promise.all([read(), read('Asia/Kathmandu')]);
          else if (one.do === 'wait') state.at += one.quarters * QUARTER;
          else if (one.do === 'configure') state.models = chained(one.models);
          else {
            statistics.addRecorded(
              aRecord({ model: `m${one.model}`, ...byFallback }),
              state.at - one.quarters * QUARTER,
            );
          }
        }
        const fresh = new Statistics({
          clock: { wall: () => state.at },
          models: () => state.models,
          costMultiplierLimit: () => state.limit,
        });
        for (const portion of statistics.entries()) for (const line of portion) fresh.restore(line);
        for (const tz of ['UTC', 'Asia/Kathmandu']) {
          expect(rounded(await read(tz))).toEqual(rounded(await fresh.fallbackStats({ tz, now: state.at })));
        }
      }),
      { numRuns: 150 },
    ));

  it('includes what was counted just before, also while somebody else reads', async () => {
    let tellPaused = (): void => undefined;
    let goOn = (): void => undefined;
    const paused = new Promise<void>((resolve) => (tellPaused = resolve));
    const waiting = new Promise<void>((resolve) => (goOn = resolve));
    const pause = async (): Promise<void> => {
      tellPaused();
      await waiting;
    };
    const slices = () => new Slices({ sliceMs: 0, pause });
    const { count, read, state } = setUp({ slices });
    state.models = chained(100);
    count('m0', true);
    const first = read();
    await paused;
    count('m0', true);
    count('m99', true);
    const second = read();
    goOn();
    await first;
    expect((await second).summary).toMatchObject({ fallbacksToday: 3, modelsWithFallback: 2 });
  });

  it('lets others have their turn while a day of many models is added up', async () => {
    const pause = jest.fn(async () => undefined);
    const { count, read, state } = setUp({ slices: () => new Slices({ sliceMs: 0, pause }) });
    state.models = chained(500);
    for (let quarter = 0; quarter < 2; quarter++) {
      state.at += QUARTER;
      for (let model = 0; model < 500; model++) count(`m${model}`, model % 2 === 0);
    }
    expect((await read()).summary.fallbacksToday).toBe(500);
    expect(pause.mock.calls.length).toBeGreaterThan(15);
  });

  it('makes anew only what changed', async () => {
    const { count, read, state } = setUp();
    state.models = chained(50);
    for (let model = 0; model < 50; model++) count(`m${model}`, false);
    const before = new Map((await read()).stats.map((stat) => [stat.model, stat]));
    count('m7', true);
    const after = (await read()).stats;
    expect(after.filter((stat) => before.get(stat.model) !== stat).map(({ model }) => model)).toEqual(['m7']);
    expect(after[0]?.model).toBe('m7');
  });

  it('takes names, chains and the limit of a new configuration over at once', async () => {
    const { count, read, state } = setUp();
    count('m0', true);
    expect((await read()).stats[0]?.exceeds2x).toBe(false);
    state.limit = 1.5;
    expect((await read()).stats[0]).toMatchObject({ exceeds2x: true, displayName: 'M0' });
    state.models = new Map([['m0', entry('Zero', [])]]);
    expect((await read()).stats).toMatchObject([{ model: 'm0', displayName: 'Zero' }]);
    count('unknown', true);
    expect((await read()).stats.map(({ model }) => model)).not.toContain(OTHER);
  });

  it('goes on after a reading that failed', async () => {
    let broken = true;
    const pause = async () => {
      if (broken) throw new Error('no time');
    };
    const { count, read, state } = setUp({ slices: () => new Slices({ sliceMs: 0, pause }) });
    state.models = chained(100);
    count('m0', true);
    await expect(read()).rejects.toThrow('no time');
    broken = false;
    expect((await read()).summary.fallbacksToday).toBe(1);
  });
});

/** Sums of money come in another order. */
function rounded(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (_, field: unknown) => (typeof field === 'number' ? Number(field.toPrecision(9)) : field)),
  );
}
