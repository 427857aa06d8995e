import { describe, expect, it } from '@jest/globals';
import { dateTime } from '@grafana/data';
import { movedRange, paramsOf, rangeOf, TODAY, zoomedOut } from './timeRangeUrl.ts';

const HOUR = 3_600_000;
const NOON = Date.UTC(2026, 2, 10, 12);
const range = (from: number, to: number) => ({
  from: dateTime(from),
  to: dateTime(to),
  raw: { from: dateTime(from), to: dateTime(to) },
});

describe('the time range of an address', () => {
  it('is read from relative and absolute times', () => {
    const relative = rangeOf({ from: 'now-24h', to: 'now' }, TODAY);
    expect(Math.abs(relative.to.valueOf() - relative.from.valueOf() - 24 * HOUR)).toBeLessThan(1_000);
    expect(relative.raw).toEqual({ from: 'now-24h', to: 'now' });
    const absolute = rangeOf({ from: String(NOON - HOUR), to: String(NOON) }, TODAY);
    expect(absolute.to.valueOf()).toBe(NOON);
  });

  it.each([
    ['nonsense', 'now'],
    ['now', 'now-1h'],
  ])('of %s to %s is the default', (from, to) => {
    expect(rangeOf({ from, to }, TODAY).raw).toEqual({ from: 'now/d', to: 'now' });
  });

  it('begins the day in the given zone', () => {
    const [utc, tokyo] = ['utc', 'Asia/Tokyo'].map((zone) => rangeOf(TODAY, TODAY, zone).from.valueOf());
    expect(((utc ?? 0) - (tokyo ?? 0)) % (24 * HOUR)).not.toBe(0);
  });

  it('is written as it was chosen', () => {
    expect(paramsOf(rangeOf({ from: 'now-7d', to: 'now' }, TODAY))).toEqual({ from: 'now-7d', to: 'now' });
    expect(paramsOf(range(NOON - HOUR, NOON))).toEqual({ from: String(NOON - HOUR), to: String(NOON) });
  });
});

describe('moving it', () => {
  it('goes back by half its length', () => {
    expect(movedRange(range(NOON - 2 * HOUR, NOON), -1, NOON)).toEqual({
      from: String(NOON - 3 * HOUR),
      to: String(NOON - HOUR),
    });
  });

  it('never goes into the future', () => {
    expect(movedRange(range(NOON - 2 * HOUR, NOON - HOUR / 2), 1, NOON)).toEqual({
      from: String(NOON - 1.5 * HOUR),
      to: String(NOON),
    });
    expect(zoomedOut(range(NOON - 2 * HOUR, NOON), NOON)).toEqual({ from: String(NOON - 3 * HOUR), to: String(NOON) });
  });
});
