import { OTHER, labelValue, type FallbackStats } from '@understudy/contract';
import type { Clock, EngineListener, RequestRecord } from '../../engine/index.ts';
import { Aggregates, type Bucket } from './aggregates.ts';
import { fallbackStats, type StatisticsModel } from './fallbackStats.ts';
import { statisticsSnapshotSchema, type StatisticsSnapshot } from './statisticsSnapshot.ts';
import { TALLY_FIELDS, addTally, emptyTally, tallyRequest, type Tally } from './tally.ts';

const QUARTER_MS = 15 * 60_000;
const HOUR_MS = 60 * 60_000;
/** 48 hours by quarters, 90 days by hours (architecture.md, decision 4). */
const QUARTERS = 48 * 4;
const HOURS = 90 * 24;

export interface StatisticsOptions {
  readonly clock: Pick<Clock, 'wall'>;
  /** The registry in force, read whenever it is needed. */
  readonly models: () => ReadonlyMap<string, StatisticsModel>;
  /** `warnings.costMultiplier` in force. */
  readonly costMultiplierLimit: () => number;
  /** Rows kept for each of the two series, some 300 bytes each; default 50,000. */
  readonly maxRows?: number;
}

/** The agent's own statistics: sums by requested model, served model and client. Exact where Prometheus extrapolates. */
export class Statistics {
  readonly #options: StatisticsOptions;
  readonly #quarters: Aggregates;
  readonly #hours: Aggregates;

  constructor(options: StatisticsOptions) {
    this.#options = options;
    const maxRows = options.maxRows ?? 50_000;
    this.#quarters = new Aggregates({ widthMs: QUARTER_MS, keep: QUARTERS, maxRows });
    this.#hours = new Aggregates({ widthMs: HOUR_MS, keep: HOURS, maxRows });
  }

  readonly listener: EngineListener = (event) => {
    if (event.type === 'request-ended') this.#add(event.record);
  };

  /**
   * Fallbacks of the day that `now` is in.
   * @param tz IANA time zone; every zone in use is off UTC by whole quarters of an hour, so the sums are exact
   * @param now epoch ms
   * @throws RangeError for an unknown time zone
   */
  fallbackStats({ tz, now }: { tz: string; now: number }): FallbackStats {
    return fallbackStats({
      quarters: this.#quarters.buckets(),
      models: this.#options.models(),
      costMultiplierLimit: this.#options.costMultiplierLimit(),
      tz,
      now,
    });
  }

  /** Quarters of an hour of the last 48 hours, in the order of time. */
  quarters(): readonly Bucket[] {
    return this.#quarters.buckets();
  }

  /** Hours of the last 90 days, in the order of time. */
  hours(): readonly Bucket[] {
    return this.#hours.buckets();
  }

  /** Everything, as plain data that `restore` takes. */
  snapshot(): StatisticsSnapshot {
    return { version: 1, quarters: this.quarters().map(plainBucket), hours: this.hours().map(plainBucket) };
  }

  /**
   * Adds a snapshot to what was counted since the start.
   * @returns what is wrong with it, and then nothing was added; null = restored
   */
  restore(snapshot: unknown): string | null {
    const parsed = statisticsSnapshotSchema.safeParse(snapshot);
    if (!parsed.success) return parsed.error.issues[0]?.message ?? 'not a snapshot of statistics';
    restoreInto(this.#quarters, parsed.data.quarters);
    restoreInto(this.#hours, parsed.data.hours);
    return null;
  }

  #add(record: RequestRecord): void {
    const known = this.#options.models().has(record.model);
    const key = {
      model: known ? record.model : OTHER,
      served: record.served?.model ?? '',
      client: labelValue(record.client),
    };
    const at = this.#options.clock.wall();
    tallyRequest(this.#quarters.at(at, key), record);
    tallyRequest(this.#hours.at(at, key), record);
  }
}

function plainBucket({ start, rows }: Bucket): StatisticsSnapshot['quarters'][number] {
  return {
    start,
    rows: Array.from(rows.values(), ({ key, tally }) => [key.model, key.served, key.client, withoutZeros(tally)]),
  };
}

function withoutZeros(tally: Tally): Partial<Tally> {
  const kept: Partial<Tally> = {};
  for (const field of TALLY_FIELDS) if (tally[field] !== 0) kept[field] = tally[field];
  return kept;
}

function restoreInto(aggregates: Aggregates, buckets: StatisticsSnapshot['quarters']): void {
  for (const { start, rows } of buckets) {
    for (const [model, served, client, tally] of rows) {
      addTally(aggregates.at(start, { model, served, client }), { ...emptyTally(), ...tally });
    }
  }
}
