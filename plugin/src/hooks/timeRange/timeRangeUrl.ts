import { dateTime, rangeUtil, type RawTimeRange, type TimeRange } from '@grafana/data';
import type { TimeZone } from '@grafana/schema';

/** A time range as addresses and dashboards write it: `now-24h`, or milliseconds since the epoch. */
export interface RangeParams {
  readonly from: string;
  readonly to: string;
}

/** Today so far. */
export const TODAY: RangeParams = { from: 'now/d', to: 'now' };

function rawOf(text: string): RawTimeRange['from'] {
  return /^\d+$/.test(text) ? dateTime(Number(text)) : text;
}

/** The moments that the parameters mean now; those of `fallback` where they mean none. */
export function rangeOf({ from, to }: RangeParams, fallback: RangeParams, timeZone?: TimeZone): TimeRange {
  const range = rangeUtil.convertRawToRange({ from: rawOf(from), to: rawOf(to) }, timeZone);
  if (range.from.isValid() && range.to.isValid() && range.from.isBefore(range.to)) return range;
  return rangeUtil.convertRawToRange({ from: rawOf(fallback.from), to: rawOf(fallback.to) }, timeZone);
}

/** A range as the address is to have it. */
export function paramsOf({ raw }: TimeRange): RangeParams {
  const text = (edge: RawTimeRange['from']) => (typeof edge === 'string' ? edge : String(edge.valueOf()));
  return { from: text(raw.from), to: text(raw.to) };
}

/** The range moved by half its length, into the past (-1) or the future (1); never beyond `now`. */
export function movedRange({ from, to }: TimeRange, direction: -1 | 1, now: number = Date.now()): RangeParams {
  const half = Math.round((to.valueOf() - from.valueOf()) / 2);
  const end = Math.min(to.valueOf() + direction * half, now);
  return { from: String(end - (to.valueOf() - from.valueOf())), to: String(end) };
}

/** Twice the range around its middle; never beyond `now`. */
export function zoomedOut({ from, to }: TimeRange, now: number = Date.now()): RangeParams {
  const length = to.valueOf() - from.valueOf();
  const end = Math.min(to.valueOf() + length / 2, now);
  return { from: String(Math.round(from.valueOf() - length / 2)), to: String(Math.round(end)) };
}
