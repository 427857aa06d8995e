import { localDays, Slices, type DayBucket, type Row, type Window } from '../../telemetry/index.ts';
import { zoneOf } from './zone.ts';

/** Statistics as the reading routes need them. */
export interface StatisticsPort {
  window(window: Window): readonly DayBucket[];
}

export interface WindowPorts {
  readonly statistics: StatisticsPort;
  /** Epoch ms. */
  readonly now: () => number;
  /** Name of a model for people; its id where it has none or left the configuration. */
  readonly displayName: (model: string) => string;
}

/** `window` of an answer, with its days. */
export interface ReadWindow {
  readonly shown: { days: number; tz: string; from: string; to: string };
  /** `YYYY-MM-DD`, oldest first. */
  readonly days: readonly string[];
  readonly buckets: readonly DayBucket[];
}

/** The buckets that a query asks for. @throws ProblemError 400 for an unknown time zone */
export function readWindow(
  ports: WindowPorts,
  query: { readonly days?: number | undefined; readonly tz?: string | undefined },
  defaultDays: number,
): ReadWindow {
  const tz = zoneOf(query.tz);
  const now = ports.now();
  const count = query.days ?? defaultDays;
  const days = localDays(tz).last(count, now);
  const shown = { days: count, tz, from: days[0] ?? '', to: days.at(-1) ?? '' };
  return { shown, days, buckets: ports.statistics.window({ days: count, tz, now }) };
}

/** Rows added up before the time is looked at. */
const ROWS_PER_LOOK = 128;

/** Visits every row of the buckets in slices: 90 days of many models must not hold the event loop. */
export async function visitRows(
  buckets: readonly DayBucket[],
  visit: (row: Row, bucket: DayBucket) => void,
): Promise<void> {
  const slices = new Slices();
  let visited = 0;
  for (const bucket of buckets) {
    for (const row of bucket.bucket.rows.values()) {
      visit(row, bucket);
      visited += 1;
      if (visited % ROWS_PER_LOOK === 0 && slices.over) await slices.pause();
    }
  }
}
