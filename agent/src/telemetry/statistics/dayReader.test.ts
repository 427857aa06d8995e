import { describe, expect, it } from '@jest/globals';
import type { RequestRecord } from '../../engine/index.ts';
import { aRecord, aStep, anAttempt } from '../../testkit/telemetryFixtures.ts';
import { Slices } from '../slices.ts';
import { Statistics, type StatisticsOptions } from './statistics.ts';

const QUARTER = 15 * 60_000;
const HOUR = 4 * QUARTER;
const MIDNIGHT = Date.UTC(2026, 2, 10);
const primary = aStep();
const claude = aStep({ model: 'claude', provider: 'anthropic', price: { input: 5, output: 20 } });
const llama = aStep({ model: 'llama', provider: 'ollama', price: null });
const byFallback = (served: typeof claude): Partial<RequestRecord> => ({
  ...{ route: 'fallback' as const, served, servedPosition: 1 },
  attempts: [anAttempt({ step: primary, result: 'timeout', usage: null }), anAttempt({ step: served, position: 1 })],
});
const exhausted = { route: 'fallback', outcome: 'error', served: null, exhausted: true, attempts: [] } as const;

function setUp(over: Partial<StatisticsOptions> = {}) {
  let at = MIDNIGHT;
  const models = new Map(['gpt-4o', 'other-model'].map((id) => [id, { displayName: id, fallbacks: ['claude'] }]));
  const statistics = new Statistics({
    ...{ clock: { wall: () => at }, models: () => models, costMultiplierLimit: () => 2 },
    ...over,
  });
  const add = (record: Partial<RequestRecord> = {}, times = 1): void => {
    for (let n = 0; n < times; n++) statistics.listener({ type: 'request-ended', record: aRecord(record) });
  };
  const today = (tz = 'UTC', now = at) => statistics.today({ tz, now, models: ['gpt-4o'] });
  return { statistics, add, today, travel: (to: number) => (at = to) };
}

describe('today', () => {
  it('is summed up in all, by hour, and of the models that are asked for', async () => {
    const { add, today, travel } = setUp();
    add({}, 3);
    travel(MIDNIGHT + 2 * HOUR);
    add(byFallback(claude), 2);
    add({ ...byFallback(llama), model: 'other-model' });
    travel(MIDNIGHT + 3 * HOUR + 20 * 60_000);
    add(byFallback(llama));
    add(exhausted);
    add({ outcome: 'cancelled' });
    const view = await today();
    expect(view).toMatchObject({ day: '2026-03-10', from: MIDNIGHT, hoursOfDay: 24, hoursBegun: 4 });
    expect(view.total).toMatchObject({ requests: 9, eligible: 8, fallbacks: 5, fallbackAnswers: 4, exhausted: 1 });
    expect(view.total.fallbackCost - view.total.fallbackBaselineCost).toBeCloseTo(
      2 * ((100 * 2.5 + 20 * 10) / 1e6),
      12,
    );
    expect(view.hours.requests.slice(0, 5)).toEqual([3, 0, 3, 3, 0]);
    expect(view.hours.fallbacks.slice(0, 5)).toEqual([0, 0, 3, 2, 0]);
    expect([...view.models.keys()]).toEqual(['gpt-4o']);
    const sheet = view.models.get('gpt-4o');
    expect(sheet?.hours.eligible.slice(0, 5)).toEqual([3, 0, 2, 2, 0]);
    expect([...(sheet?.answers ?? [])]).toEqual([
      ['claude', 2],
      ['llama', 1],
    ]);
  });

  it('is the same however often it is asked for, and follows what changes late', async () => {
    const { add, today, travel, statistics } = setUp();
    add({}, 2);
    expect((await today()).total.requests).toBe(2);
    travel(MIDNIGHT + HOUR);
    add();
    expect((await today()).total.requests).toBe(3);
    expect((await today()).total.requests).toBe(3);
    statistics.addRecorded(aRecord(), MIDNIGHT);
    const [one, two] = await Promise.all([today(), today('Asia/Kolkata')]);
    expect([one.total.requests, two.total.requests]).toEqual([4, 4]);
    travel(MIDNIGHT + 24 * HOUR);
    expect((await today()).total.requests).toBe(0);
  });

  it('begins at midnight of the time zone, and has 23 or 25 hours where clocks change', async () => {
    const { add, today, travel } = setUp();
    travel(Date.UTC(2026, 2, 10, 18, 29));
    add();
    travel(Date.UTC(2026, 2, 10, 18, 31));
    add();
    const kolkata = await today('Asia/Kolkata');
    expect(kolkata).toMatchObject({ day: '2026-03-11', from: Date.UTC(2026, 2, 10, 18, 30), hoursBegun: 1 });
    expect(kolkata.hours.requests[0]).toBe(1);
    const long = await today('Europe/Berlin', Date.UTC(2026, 9, 25, 22, 59));
    expect([long.hoursOfDay, long.hoursBegun, long.hours.requests.length]).toEqual([25, 25, 25]);
    expect((await today('Europe/Berlin', Date.UTC(2026, 2, 29, 12))).hoursOfDay).toBe(23);
  });

  it('is compared with yesterday up to the same quarter of an hour, and the one under way is in neither', async () => {
    const { add, today, travel } = setUp();
    const yesterday = MIDNIGHT - 24 * HOUR;
    travel(yesterday + HOUR);
    add({}, 4);
    travel(yesterday + 10 * HOUR);
    add({}, 50);
    travel(MIDNIGHT + HOUR);
    expect((await today()).comparison).toMatchObject({
      upTo: '01:00',
      today: { requests: 0 },
      yesterday: { requests: 0 },
    });
    add({}, 3);
    add(byFallback(claude), 3);
    travel(MIDNIGHT + 2 * HOUR + 60_000);
    add();
    expect((await today()).comparison).toEqual({
      upTo: '02:00',
      today: { requests: 6, eligible: 6, fallbacks: 3 },
      yesterday: { requests: 4, eligible: 4, fallbacks: 0 },
    });
    expect((await today('Asia/Tokyo')).comparison).toMatchObject({ upTo: '11:00' });
  });

  it('is not compared before a quarter is over, or with a day that nothing is known of', async () => {
    const { add, today, travel } = setUp();
    add();
    travel(MIDNIGHT + HOUR);
    expect((await today()).comparison).toBeNull();
    travel(MIDNIGHT + 24 * HOUR + 60_000);
    expect((await today()).comparison).toBeNull();
    travel(MIDNIGHT + 24 * HOUR + QUARTER);
    expect((await today()).comparison).not.toBeNull();
  });

  it('lets others have their turn while it reads, and counts what they bring the next time', async () => {
    let pauses = 0;
    const { add, today } = setUp({
      slices: () => new Slices({ sliceMs: 0, pause: async () => void (pauses += 1) }),
    });
    for (let n = 0; n < 300; n++) add({ client: `c${n}` });
    expect((await today()).total.requests).toBe(300);
    expect(pauses).toBeGreaterThan(0);
  });

  it('refuses a time zone that does not exist', async () => {
    await expect(setUp().today('Mars/Olympus')).rejects.toThrow(RangeError);
  });
});
