import type { Slices } from '../slices.ts';
import type { Bucket } from './aggregates.ts';
import { addRow, emptyDay, withRows, type ModelDay } from './modelDay.ts';
import { OpenQuarter } from './openQuarter.ts';

/** Rows added up before the time is looked at. */
const ROWS_PER_LOOK = 128;

function openQuarter(last: Bucket | undefined, known: OpenQuarter | null): OpenQuarter | null {
  if (last === undefined) return null;
  return known?.isOf(last) === true ? known : new OpenQuarter(last);
}

/**
 * Sums of one day in one time zone by requested model. Quarters that are over are added once, and of the one that still
 * changes what changed is added up: a question costs what happened since the one before.
 */
export class ZoneDay {
  readonly day: string;
  /** Version of each quarter that is in the sums, by start. */
  readonly #included = new Map<number, number>();
  readonly #closed = new Map<string, ModelDay>();
  #open: OpenQuarter | null = null;

  /** @param day `YYYY-MM-DD` */
  constructor(day: string) {
    this.day = day;
  }

  /** Whether a quarter that is in the sums has changed, shrunk or gone since. */
  isStale(quarters: readonly Bucket[]): boolean {
    const versions = new Map(quarters.slice(0, -1).map(({ start, version }) => [start, version]));
    return [...this.#included].some(([start, version]) => versions.get(start) !== version);
  }

  /**
   * Takes in what happened until now.
   * @param quarters those of the day in the order of time; the last one still changes
   * @returns models whose sums changed; null = perhaps all
   */
  async takeIn(quarters: readonly Bucket[], slices: Slices): Promise<ReadonlySet<string> | null> {
    const over = quarters.slice(0, -1).filter(({ start }) => !this.#included.has(start));
    for (const bucket of over) await this.#include(bucket, slices);
    const known = this.#open;
    this.#open = openQuarter(quarters.at(-1), known);
    const changes = await this.#open?.changes(slices);
    return changes === undefined || this.#open !== known || over.length > 0 ? null : changes;
  }

  /** Models that requests came for. */
  models(): ReadonlySet<string> {
    return new Set([...this.#closed.keys(), ...(this.#open?.models() ?? [])]);
  }

  /** Sums of a model; made for who asks. */
  of(model: string): ModelDay {
    return withRows(this.#closed.get(model), this.#open?.rowsOf(model) ?? []);
  }

  async #include(bucket: Bucket, slices: Slices): Promise<void> {
    // Before its rows: what is recorded late while they are added makes the sums stale.
    this.#included.set(bucket.start, bucket.version);
    let added = 0;
    for (const row of bucket.rows.values()) {
      const day = this.#closed.get(row.key.model) ?? emptyDay();
      this.#closed.set(row.key.model, day);
      addRow(day, row);
      if (++added % ROWS_PER_LOOK === 0 && slices.over) await slices.pause();
    }
  }
}
