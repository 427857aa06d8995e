import { OTHER, labelValue, type FallbackStats } from '@understudy/contract';
import type { Clock, EngineListener, RequestRecord } from '../../engine/index.ts';
import { Aggregates, type Bucket, type TallyKey } from './aggregates.ts';
import { DayReader, type TodayQuestion, type TodayView } from './dayReader.ts';
import { FallbackReader } from './fallbackReader.ts';
import type { StatisticsModel } from './fallbackStats.ts';
import { clearedEntry, rowEntry, type StatisticsEntry } from './statisticsEntry.ts';
import type { Slices } from '../slices.ts';
import { dayBuckets, type DayBucket, type Window } from './dayBuckets.ts';
import { tallyRequest, tallyUsage } from './tally.ts';

const QUARTER_MS = 15 * 60_000;
const HOUR_MS = 60 * 60_000;
/** 48 hours by quarters, 90 days by hours (architecture.md, decision 4). */
const QUARTERS = 48 * 4;
const HOURS = 90 * 24;
/** Rows made into plain data without a break: some milliseconds. */
const PORTION = 1_000;

export interface StatisticsOptions {
  readonly clock: Pick<Clock, 'wall'>;
  /** The registry in force, read whenever it is needed. */
  readonly models: () => ReadonlyMap<string, StatisticsModel>;
  /** `warnings.costMultiplier` in force. */
  readonly costMultiplierLimit: () => number;
  /** Rows kept for each of the two series, some 500 bytes each; default 200,000. */
  readonly maxRows?: number;
  /** Of reading; default: half a millisecond each. */
  readonly slices?: () => Slices;
}

/** The agent's own statistics: sums by requested model, served model and client. Exact where Prometheus extrapolates. */
export class Statistics {
  readonly #options: StatisticsOptions;
  readonly #quarters: Aggregates;
  readonly #hours: Aggregates;
  readonly #fallbacks: FallbackReader;
  readonly #days: DayReader;

  constructor(options: StatisticsOptions) {
    this.#options = options;
    const maxRows = options.maxRows ?? 200_000;
    this.#quarters = new Aggregates({ widthMs: QUARTER_MS, keep: QUARTERS, maxRows });
    this.#hours = new Aggregates({ widthMs: HOUR_MS, keep: HOURS, maxRows });
    const quarters = (): readonly Bucket[] => this.quarters();
    this.#fallbacks = new FallbackReader({ ...options, quarters });
    this.#days = new DayReader({ ...options, quarters });
  }

  readonly listener: EngineListener = (event) => {
    if (event.type !== 'request-ended') return;
    const { record } = event;
    const at = this.#options.clock.wall();
    const key = this.#key(record);
    for (const series of [this.#quarters, this.#hours]) {
      const tally = series.at(at, key);
      if (tally !== null) tallyRequest(tally, record);
    }
  };

  /**
   * Adds a call that was made elsewhere: without attempts and durations.
   * @param at epoch ms of its end, at most now; what is older than a series keeps is left out of it
   */
  addRecorded(record: RequestRecord, at: number): void {
    const key = this.#key(record);
    for (const series of [this.#quarters, this.#hours]) {
      const tally = series.at(at, key);
      if (tally !== null) tallyUsage(tally, record);
    }
  }

  /**
   * Fallbacks of the day that `now` is in, everything included that was counted before. Read in slices between which others
   * have their turn.
   * @param tz IANA time zone; every zone in use is off UTC by whole quarters of an hour, so the sums are exact
   * @param now epoch ms
   * @throws RangeError for an unknown time zone
   */
  fallbackStats({ tz, now }: { tz: string; now: number }): Promise<FallbackStats> {
    return this.#fallbacks.read(tz, now);
  }

  /**
   * What happened today in all, by hour, and of some models: what `fallbackStats` is shown with. Read in slices, too.
   * @throws RangeError for an unknown time zone
   */
  today(question: TodayQuestion): Promise<TodayView> {
    return this.#days.read(question);
  }

  /**
   * The buckets of the last days, each with its local day: quarters where they are kept, hours before.
   * @throws RangeError for an unknown time zone
   */
  window(window: Window): readonly DayBucket[] {
    return dayBuckets(this.quarters(), this.hours(), window);
  }

  /** Quarters of an hour of the last 48 hours, in the order of time. */
  quarters(): readonly Bucket[] {
    return this.#quarters.buckets();
  }

  /** Hours of the last 90 days, in the order of time. */
  hours(): readonly Bucket[] {
    return this.#hours.buckets();
  }

  /** What changed since this was last asked, as plain data: rows hold sums, not differences, so the last one counts. */
  takeChanges(): readonly StatisticsEntry[] {
    return [...changesOf('q', this.#quarters), ...changesOf('h', this.#hours)];
  }

  /** Everything in portions, each as it stands when it is asked for, as plain data. */
  *entries(): Generator<readonly StatisticsEntry[]> {
    for (const rows of this.#quarters.portions(PORTION)) yield rows.map((row) => rowEntry('q', row));
    for (const rows of this.#hours.portions(PORTION)) yield rows.map((row) => rowEntry('h', row));
  }

  /** Puts stored entries back, in the order in which they were taken. */
  restore([series, start, ...row]: StatisticsEntry): void {
    const aggregates = series === 'q' ? this.#quarters : this.#hours;
    if (row.length === 0) return aggregates.clear(start);
    const [model, served, client, tally] = row;
    aggregates.restore(start, { model, served, client }, tally);
  }

  #key(record: RequestRecord): TallyKey {
    const known = this.#options.models().has(record.model);
    return {
      model: known ? record.model : OTHER,
      served: record.served?.model ?? '',
      client: labelValue(record.client),
    };
  }
}

function changesOf(series: StatisticsEntry[0], aggregates: Aggregates): StatisticsEntry[] {
  const { cleared, rows } = aggregates.takeChanges();
  return [...cleared.map((start) => clearedEntry(series, start)), ...rows.map((row) => rowEntry(series, row))];
}
