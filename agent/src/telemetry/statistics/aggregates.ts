import { OTHER } from '@understudy/contract';
import { TALLY_FIELDS, addTally, emptyTally, type Tally } from './tally.ts';

/** Who a tally is for. `served` is empty where nothing answered. */
export interface TallyKey {
  readonly model: string;
  readonly served: string;
  readonly client: string;
}

export interface Row {
  /** Of its bucket, epoch ms, UTC. */
  readonly start: number;
  readonly key: TallyKey;
  readonly tally: Tally;
  /** Version of its bucket when it last changed. */
  readonly version: number;
}

/** One stretch of time. `start` is epoch ms, UTC. */
export interface Bucket {
  readonly start: number;
  readonly rows: ReadonlyMap<string, Row>;
  /** Rises with every change of its rows. */
  readonly version: number;
}

export interface AggregatesOptions {
  /** Length of a bucket in ms. */
  readonly widthMs: number;
  /** Buckets kept. */
  readonly keep: number;
  /**
   * Rows over all buckets. Beyond it clients of the oldest buckets are summed up as `other`; where that is not enough, the
   * oldest buckets go.
   */
  readonly maxRows: number;
}

/** What changed since the last question: buckets whose rows are all made anew, and rows as they stand now. */
export interface Changes {
  readonly cleared: readonly number[];
  readonly rows: readonly Row[];
}

interface OpenRow extends Row {
  version: number;
}

interface OpenBucket {
  readonly start: number;
  rows: Map<string, OpenRow>;
  folded: boolean;
  version: number;
}

const keyText = ({ model, served, client }: TallyKey): string => `${model},${served},${client}`;

/** Tallies by equal stretches of time, the newest `keep` of them. */
export class Aggregates {
  readonly #options: AggregatesOptions;
  /** By start; inserted in the order of time but for what is restored or recorded later. */
  readonly #buckets = new Map<number, OpenBucket>();
  #newest = -Infinity;
  #rows = 0;
  #dirty = new Set<Row>();
  #cleared = new Set<number>();

  constructor(options: AggregatesOptions) {
    this.#options = options;
  }

  /**
   * The tally of a key in the bucket of `at` (epoch ms), made on first use, for adding to it at once.
   * @returns null where that bucket is too old to be kept
   */
  at(at: number, key: TallyKey): Tally | null {
    const { widthMs, maxRows } = this.#options;
    const start = Math.floor(at / widthMs) * widthMs;
    if (this.#isTooOld(start)) return null;
    const bucket = this.#bucket(start);
    let row = bucket.rows.get(keyText(key));
    if (row === undefined) {
      if (this.#rows >= maxRows) this.#makeRoom(bucket);
      row = this.#row(bucket, bucket.folded ? { ...key, client: OTHER } : key);
    }
    row.version = ++bucket.version;
    this.#dirty.add(row);
    return row.tally;
  }

  /** Puts a stored row back as it was. */
  restore(start: number, key: TallyKey, tally: Partial<Tally>): void {
    if (this.#isTooOld(start)) return;
    const bucket = this.#bucket(start);
    if (this.#rows >= this.#options.maxRows && !bucket.rows.has(keyText(key))) this.#makeRoom(bucket);
    const row = this.#row(bucket, key);
    for (const field of TALLY_FIELDS) row.tally[field] = tally[field] ?? 0;
    row.version = ++bucket.version;
  }

  /** Forgets the rows of a bucket. */
  clear(start: number): void {
    const bucket = this.#buckets.get(start);
    if (bucket === undefined) return;
    this.#rows -= bucket.rows.size;
    this.#buckets.delete(start);
  }

  /** What changed since this was last asked. */
  takeChanges(): Changes {
    const changes = { cleared: [...this.#cleared], rows: [...this.#dirty] };
    this.#dirty = new Set();
    this.#cleared = new Set();
    return changes;
  }

  /** Buckets in the order of time. */
  buckets(): readonly Bucket[] {
    return [...this.#buckets.values()].sort((a, b) => a.start - b.start);
  }

  /** Every row, in portions. Rows may change between two portions; one that was made void meanwhile is left out. */
  *portions(size: number): Generator<readonly Row[]> {
    for (const bucket of [...this.#buckets.values()]) {
      const { rows } = bucket;
      const isVoid = (): boolean => bucket.rows !== rows || this.#buckets.get(bucket.start) !== bucket;
      let portion: Row[] = [];
      for (const row of rows.values()) {
        if (portion.length === 0 && isVoid()) break;
        portion.push(row);
        if (portion.length < size) continue;
        yield portion;
        portion = [];
      }
      if (portion.length > 0) yield portion;
    }
  }

  #isTooOld(start: number): boolean {
    return start <= this.#newest - this.#options.keep * this.#options.widthMs;
  }

  #row(bucket: OpenBucket, key: TallyKey): OpenRow {
    const text = keyText(key);
    const known = bucket.rows.get(text);
    if (known !== undefined) return known;
    const row = { start: bucket.start, key, tally: emptyTally(), version: bucket.version };
    bucket.rows.set(text, row);
    this.#rows++;
    return row;
  }

  #bucket(start: number): OpenBucket {
    const known = this.#buckets.get(start);
    if (known !== undefined) return known;
    const bucket = { start, rows: new Map<string, OpenRow>(), folded: false, version: 0 };
    this.#buckets.set(start, bucket);
    if (start > this.#newest) {
      this.#newest = start;
      this.#dropOld();
    }
    return bucket;
  }

  #dropOld(): void {
    for (const bucket of [...this.#buckets.values()]) if (this.#isTooOld(bucket.start)) this.#drop(bucket);
  }

  #drop(bucket: OpenBucket): void {
    for (const row of bucket.rows.values()) this.#dirty.delete(row);
    this.clear(bucket.start);
    this.#cleared.add(bucket.start);
  }

  /** Makes room for a row of `current`. */
  #makeRoom(current: OpenBucket): void {
    let foldable: OpenBucket | null = null;
    let oldest: OpenBucket | null = null;
    for (const bucket of this.#buckets.values()) {
      if (!bucket.folded && bucket.start < (foldable?.start ?? Infinity)) foldable = bucket;
      if (bucket !== current && bucket.start < (oldest?.start ?? Infinity)) oldest = bucket;
    }
    if (foldable !== null) this.#fold(foldable);
    if (this.#rows >= this.#options.maxRows && oldest?.folded === true) this.#drop(oldest);
  }

  #fold(bucket: OpenBucket): void {
    const rows = new Map<string, OpenRow>();
    for (const row of bucket.rows.values()) {
      const key = { ...row.key, client: OTHER };
      const summed = rows.get(keyText(key)) ?? {
        start: bucket.start,
        key,
        tally: emptyTally(),
        version: bucket.version,
      };
      rows.set(keyText(key), summed);
      addTally(summed.tally, row.tally);
      this.#dirty.delete(row);
    }
    this.#rows -= bucket.rows.size - rows.size;
    bucket.rows = rows;
    bucket.folded = true;
    this.#cleared.add(bucket.start);
    for (const row of rows.values()) this.#dirty.add(row);
  }
}
