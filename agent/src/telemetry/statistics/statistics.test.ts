import { describe, expect, it } from '@jest/globals';
import { fallbackStatsSchema } from '@understudy/contract';
import type { RequestRecord } from '../../engine/index.ts';
import { FREE, aRecord, aStep, aUsage, anAttempt } from '../../testkit/telemetryFixtures.ts';
import { Aggregates } from './aggregates.ts';
import { parseStatisticsEntry } from './statisticsEntry.ts';
import { Statistics, type StatisticsOptions } from './statistics.ts';

const QUARTER = 15 * 60_000;
const NOON = Date.UTC(2026, 2, 10, 12);
const primary = aStep();
const claude = aStep({ model: 'claude', provider: 'anthropic', price: { input: 5, output: 20 } });
const models = new Map([
  ['gpt-4o', { displayName: 'GPT-4o', fallbacks: ['claude', 'llama'] }],
  ['claude', { displayName: 'Claude', fallbacks: [] }],
  ['chained', { displayName: 'Chained', fallbacks: ['claude'] }],
]);

function setUp(over: Partial<StatisticsOptions> = {}) {
  let at = NOON;
  const statistics = new Statistics({
    clock: { wall: () => at },
    models: () => models,
    costMultiplierLimit: () => 1.5,
    ...over,
  });
  const add = (record: Partial<RequestRecord> = {}): void =>
    statistics.listener({ type: 'request-ended', record: aRecord(record) });
  const today = async (tz = 'UTC', now = at) => fallbackStatsSchema.parse(await statistics.fallbackStats({ tz, now }));
  return { statistics, add, today, travel: (to: number) => (at = to) };
}

const byFallback = {
  route: 'fallback',
  served: claude,
  servedPosition: 1,
  attempts: [anAttempt({ step: primary, result: 'empty_response' }), anAttempt({ step: claude, position: 1 })],
} as const;
const exhausted = { route: 'fallback', outcome: 'error', served: null, exhausted: true, attempts: [] } as const;

describe('fallback statistics of today', () => {
  it('count eligible requests by requested model, exhausted ones included', async () => {
    const { add, today } = setUp();
    for (const record of [{}, {}, byFallback, exhausted]) add(record);
    add({ outcome: 'cancelled', route: 'fallback' });
    add({ outcome: 'client_error' });
    add({ outcome: 'rejected', route: 'none' });
    expect((await today()).stats[0]).toMatchObject({
      model: 'gpt-4o',
      displayName: 'GPT-4o',
      totalRequests: 4,
      fallbackCount: 2,
      fallbackRate: 0.5,
      fallbackModel: 'claude',
      fallbackModelName: 'Claude',
      estimated: false,
    });
  });

  it('compare the cost of answers by a fallback with the primary, failed calls left out', async () => {
    const { add, today } = setUp();
    add(byFallback);
    const { stats, summary } = await today();
    expect(stats[0]?.estimatedOriginalCostUsd).toBeCloseTo((100 * 2.5 + 20 * 10) / 1e6, 12);
    expect(stats[0]?.estimatedFallbackCostUsd).toBeCloseTo((100 * 5 + 20 * 20) / 1e6, 12);
    expect(stats[0]?.costMultiplier).toBeCloseTo(2);
    expect(stats[0]?.exceeds2x).toBe(true);
    expect(summary).toEqual({ modelsWithFallback: 1, fallbacksToday: 1, modelsExceeding2x: 1 });
  });

  it('do not know a multiplier without prices or with a free primary', async () => {
    const unpriced = aStep({ ...claude, price: null });
    const { add, today } = setUp();
    add({ ...byFallback, served: unpriced, attempts: [anAttempt({ step: unpriced })] });
    expect((await today()).stats[0]).toMatchObject({
      estimatedFallbackCostUsd: null,
      estimatedOriginalCostUsd: null,
      costMultiplier: null,
    });
    const free = setUp();
    free.add({ ...byFallback, requested: aStep({ price: FREE }) });
    expect((await free.today()).stats[0]).toMatchObject({
      estimatedOriginalCostUsd: 0,
      costMultiplier: null,
      exceeds2x: false,
    });
  });

  it('say where tokens were estimated', async () => {
    const { add, today } = setUp();
    add({ ...byFallback, attempts: [anAttempt({ step: claude, usage: aUsage({ estimated: true }) })] });
    expect((await today()).stats[0]?.estimated).toBe(true);
  });

  it('list models with a chain, quiet ones too, and others only if they fell back; highest rate first', async () => {
    const { add, today } = setUp();
    add();
    add({ ...byFallback, model: 'chained' });
    add({ model: 'claude' });
    expect((await today()).stats.map(({ model, fallbackRate }) => [model, fallbackRate])).toEqual([
      ['chained', 1],
      ['gpt-4o', 0],
    ]);
    add({ ...exhausted, model: 'claude' });
    expect((await today()).stats.map(({ model }) => model)).toEqual(['chained', 'claude', 'gpt-4o']);
    expect((await setUp().today()).summary).toEqual({ modelsWithFallback: 0, fallbacksToday: 0, modelsExceeding2x: 0 });
  });

  it('begin at midnight of the time zone, also where it is off by quarters of an hour', async () => {
    const { add, today, travel } = setUp();
    const midnightInKathmandu = Date.UTC(2026, 2, 9, 18, 15);
    travel(midnightInKathmandu - 1);
    add(byFallback);
    travel(midnightInKathmandu);
    add(byFallback);
    expect((await today('Asia/Kathmandu', NOON)).summary.fallbacksToday).toBe(1);
    expect((await today('UTC', Date.UTC(2026, 2, 9, 23))).summary.fallbacksToday).toBe(2);
    expect((await today('UTC', NOON)).summary.fallbacksToday).toBe(0);
  });

  it('hold all 25 hours of the day on which clocks go back', async () => {
    const { add, today, travel } = setUp();
    const start = Date.UTC(2026, 9, 24, 22);
    for (let quarter = -1; quarter <= 25 * 4; quarter++) {
      travel(start + quarter * QUARTER);
      add(byFallback);
    }
    expect((await today('Europe/Berlin', start + 24 * 4 * QUARTER)).summary.fallbacksToday).toBe(97);
    travel(start + 25 * 4 * QUARTER - 1);
    expect((await today('Europe/Berlin')).summary.fallbacksToday).toBe(100);
  });

  it('remember quarters that are over, and count again where one of them changes', async () => {
    const { add, today, travel, statistics } = setUp();
    add(byFallback);
    travel(NOON + QUARTER);
    add(byFallback);
    expect((await today()).summary.fallbacksToday).toBe(2);
    add(byFallback);
    expect((await today()).summary.fallbacksToday).toBe(3);
    statistics.addRecorded(aRecord(byFallback), NOON);
    expect((await today()).summary.fallbacksToday).toBe(4);
    travel(NOON + 24 * 4 * QUARTER);
    expect((await today()).summary.fallbacksToday).toBe(0);
  });

  it('refuse a time zone that does not exist', async () => {
    await expect(setUp().today('Mars/Olympus')).rejects.toThrow(RangeError);
  });

  it('keep models that the configuration does not hold out of the list', async () => {
    const { add, today, statistics } = setUp();
    add({ ...byFallback, model: 'made-up' });
    expect((await today()).stats.map(({ model }) => model)).not.toContain('made-up');
    expect([...(statistics.quarters()[0]?.rows.values() ?? [])][0]?.key.model).toBe('other');
  });
});

describe('what is kept', () => {
  it('is 48 hours by quarters and 90 days by hours', () => {
    const { add, statistics, travel } = setUp();
    for (let hour = 0; hour <= 91 * 24; hour += 12) {
      travel(NOON + hour * 4 * QUARTER);
      add();
    }
    const last = NOON + 91 * 24 * 4 * QUARTER;
    expect(statistics.quarters()[0]?.start).toBeGreaterThan(last - 48 * 4 * QUARTER);
    expect(statistics.hours()[0]?.start).toBe(last - 90 * 24 * 4 * QUARTER + 12 * 4 * QUARTER);
  });

  it('comes back from what was stored: all of it, or what changed, each state in place of the one before', async () => {
    const before = setUp();
    before.add(byFallback);
    const stored = JSON.parse(JSON.stringify([...before.statistics.entries()].flat())) as unknown[];
    before.statistics.takeChanges();
    before.add(byFallback);
    stored.push(...(JSON.parse(JSON.stringify(before.statistics.takeChanges())) as unknown[]));
    const after = setUp();
    for (const line of stored) after.statistics.restore(parseStatisticsEntry(line)!);
    after.add(byFallback);
    expect((await after.today()).stats[0]).toMatchObject({ fallbackCount: 3, totalRequests: 3 });
    expect((await after.today()).stats[0]?.costMultiplier).toBeCloseTo(2);
    expect(after.statistics.hours()[0]?.rows.size).toBe(1);
    expect(before.statistics.takeChanges()).toEqual([]);
  });

  it('comes back the same where clients were summed up or stretches went in between', () => {
    const { add, statistics, travel } = setUp({ maxRows: 4 });
    const stored: unknown[] = [];
    for (let quarter = 0; quarter < 40; quarter++) {
      travel(NOON + quarter * QUARTER);
      for (let client = 0; client < 3; client++) add({ client: `client-${client}` });
      if (quarter % 3 === 0) stored.push(...statistics.takeChanges());
    }
    stored.push(...statistics.takeChanges());
    const after = setUp({ maxRows: 4 });
    for (const line of stored) after.statistics.restore(parseStatisticsEntry(line)!);
    const rowsOf = (of: Statistics) =>
      of
        .quarters()
        .flatMap(({ rows }) => Array.from(rows.values(), ({ start, key, tally }) => ({ start, key, tally })));
    expect(rowsOf(after.statistics)).toEqual(rowsOf(statistics));
    expect(rowsOf(statistics).length).toBeLessThanOrEqual(7);
  });

  it('is told in portions, without rows that were made void meanwhile', () => {
    const aggregates = new Aggregates({ widthMs: QUARTER, keep: 10, maxRows: 3 });
    for (const client of ['a', 'b', 'c']) aggregates.at(NOON, { model: 'm', served: 'm', client })!.requests++;
    const seen: string[] = [];
    for (const rows of aggregates.portions(1)) {
      seen.push(...rows.map(({ key }) => key.client));
      aggregates.at(NOON + QUARTER, { model: 'm', served: 'm', client: 'd' });
    }
    expect(seen).toEqual(['a']);
    const { cleared, rows } = aggregates.takeChanges();
    expect(cleared).toEqual([NOON]);
    expect(rows.map(({ key, tally }) => [key.client, tally.requests])).toEqual([
      ['other', 3],
      ['d', 0],
    ]);
  });

  it('does not count what is older than it keeps', () => {
    const { statistics } = setUp();
    statistics.addRecorded(aRecord(), NOON);
    statistics.addRecorded(aRecord(), NOON - 3 * 24 * 4 * QUARTER);
    statistics.addRecorded(aRecord(), NOON - 91 * 24 * 4 * QUARTER);
    expect([statistics.quarters().length, statistics.hours().length]).toEqual([1, 2]);
  });

  it.each([
    [null],
    [['q']],
    [['x', 0]],
    [['q', -1]],
    [['q', 0.5]],
    [['q', 0, 'm', 's', 'c']],
    [['q', 0, 'm', 's', 1, {}]],
    [['q', 0, 'm', 's', 'c', { requests: -1 }]],
    [['h', 0, 'm', 's', 'c', { requests: '1' }]],
  ])('is not restored from a line that is none: %j', (line) => {
    expect(parseStatisticsEntry(line)).toBeNull();
  });

  it('sums up clients of the oldest stretches first when there are too many rows, and loses no request', () => {
    const { add, statistics, travel } = setUp({ maxRows: 10 });
    for (let quarter = 0; quarter < 3; quarter++) {
      travel(NOON + quarter * QUARTER);
      for (let client = 0; client < 8; client++) add({ client: `client-${client}` });
    }
    const buckets = statistics.quarters();
    const clients = buckets.map(({ rows }) => rows.size);
    expect(clients.reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(11);
    expect([...(buckets[0]?.rows.values() ?? [])].map(({ key }) => key.client)).toEqual(['other']);
    const counted = buckets.flatMap(({ rows }) => [...rows.values()].map(({ tally }) => tally.requests));
    expect(counted.reduce((sum, count) => sum + count, 0)).toBe(24);
  });
});
