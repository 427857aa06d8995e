import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import { getTimeZone, type TimeRange } from '@grafana/data';
import type { TimeZone } from '@grafana/schema';
import { paramsOf, rangeOf, TODAY, type RangeParams } from './timeRange/timeRangeUrl.ts';

/** The time range of a page. */
export interface PageTimeRange {
  /** The moments as of the last change or reading; relative ranges move on, so ask `now()` when you ask. */
  readonly range: TimeRange;
  /** `from` and `to` as the address has them: `now-24h`, or milliseconds since the epoch. */
  readonly params: RangeParams;
  readonly timeZone: TimeZone;
  readonly now: () => TimeRange;
  readonly setRange: (range: TimeRange) => void;
  readonly setParams: (params: RangeParams) => void;
  readonly setTimeZone: (timeZone: TimeZone) => void;
}

/** `from`, `to` and `timezone` of the address; today so far, in the person's own zone, where it has none. */
export function useTimeRange(initial: RangeParams = TODAY): PageTimeRange {
  const [search, setSearch] = useSearchParams();
  const from = search.get('from') ?? initial.from;
  const to = search.get('to') ?? initial.to;
  const timeZone = search.get('timezone') ?? getTimeZone();
  const { from: initialFrom, to: initialTo } = initial;
  const now = useCallback(
    () => rangeOf({ from, to }, { from: initialFrom, to: initialTo }, timeZone),
    [from, to, initialFrom, initialTo, timeZone],
  );
  const put = useCallback(
    (params: Readonly<Record<string, string>>) =>
      setSearch((before) => new URLSearchParams({ ...Object.fromEntries(before), ...params })),
    [setSearch],
  );
  return {
    range: useMemo(() => now(), [now]),
    params: useMemo(() => ({ from, to }), [from, to]),
    timeZone,
    now,
    setRange: useCallback((range: TimeRange) => put({ ...paramsOf(range) }), [put]),
    setParams: useCallback((params: RangeParams) => put({ ...params }), [put]),
    setTimeZone: useCallback((zone: TimeZone) => put({ timezone: zone }), [put]),
  };
}
