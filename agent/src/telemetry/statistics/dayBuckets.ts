import type { Bucket } from './aggregates.ts';
import { localDays } from './localDays.ts';

const QUARTER_MS = 15 * 60_000;
const HOUR_MS = 60 * 60_000;
/** Quarters are kept for 48 hours; two hours of grace for a bucket that has just begun and for clocks that were set. */
const QUARTERS_SINCE_MS = 46 * HOUR_MS;

/** The days that are asked for. */
export interface Window {
  /** Calendar days, today included. */
  readonly days: number;
  readonly tz: string;
  /** Epoch ms. */
  readonly now: number;
}

/** A bucket with the local day that it is counted for. */
export interface DayBucket {
  readonly bucket: Bucket;
  /** `YYYY-MM-DD`. */
  readonly day: string;
  /** The day that its end lies on; another one only for hours in zones that are off UTC by part of an hour. */
  readonly endDay: string;
}

/**
 * The buckets of the last days: quarters where they are kept (every zone's days begin on a quarter), hours before.
 * @throws RangeError for an unknown time zone
 */
export function dayBuckets(quarters: readonly Bucket[], hours: readonly Bucket[], window: Window): DayBucket[] {
  const days = localDays(window.tz);
  const wanted = new Set(days.last(window.days, window.now));
  const border = Math.floor((window.now - QUARTERS_SINCE_MS) / HOUR_MS) * HOUR_MS;
  const chosen = [
    ...hours.filter(({ start }) => start < border),
    ...quarters.filter(({ start }) => start >= border && start <= window.now),
  ];
  return chosen.flatMap((bucket) => {
    const day = days.of(bucket.start);
    if (!wanted.has(day)) return [];
    const endDay = bucket.start >= border ? day : days.of(bucket.start + HOUR_MS - QUARTER_MS);
    return [{ bucket, day, endDay }];
  });
}
