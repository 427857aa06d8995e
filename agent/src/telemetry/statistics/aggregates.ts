import { OTHER } from '@understudy/contract';
import { addTally, emptyTally, type Tally } from './tally.ts';

/** Who a tally is for. `served` is empty where nothing answered. */
export interface TallyKey {
  readonly model: string;
  readonly served: string;
  readonly client: string;
}

export interface Row {
  readonly key: TallyKey;
  readonly tally: Tally;
}

/** One stretch of time. `start` is epoch ms, UTC. */
export interface Bucket {
  readonly start: number;
  readonly rows: ReadonlyMap<string, Row>;
}

export interface AggregatesOptions {
  /** Length of a bucket in ms. */
  readonly widthMs: number;
  /** Buckets kept. */
  readonly keep: number;
  /** Rows over all buckets; beyond it clients of the oldest buckets are summed up as `other`. */
  readonly maxRows: number;
}

interface OpenBucket {
  readonly start: number;
  rows: Map<string, Row>;
  folded: boolean;
}

const keyText = ({ model, served, client }: TallyKey): string => `${model},${served},${client}`;

/** Tallies by equal stretches of time, the newest `keep` of them. */
export class Aggregates {
  readonly #options: AggregatesOptions;
  /** By start; inserted in the order of time but for what is restored. */
  readonly #buckets = new Map<number, OpenBucket>();
  #rows = 0;

  constructor(options: AggregatesOptions) {
    this.#options = options;
  }

  /** The tally of a key in the bucket of `at` (epoch ms), made on first use. */
  at(at: number, key: TallyKey): Tally {
    const { widthMs, maxRows } = this.#options;
    const bucket = this.#bucket(Math.floor(at / widthMs) * widthMs);
    const known = bucket.rows.get(keyText(key));
    if (known !== undefined) return known.tally;
    if (this.#rows >= maxRows) this.#foldOldest();
    return this.#row(bucket, bucket.folded ? { ...key, client: OTHER } : key).tally;
  }

  /** Buckets in the order of time. */
  buckets(): readonly Bucket[] {
    return [...this.#buckets.values()].sort((a, b) => a.start - b.start);
  }

  #row(bucket: OpenBucket, key: TallyKey): Row {
    const text = keyText(key);
    const known = bucket.rows.get(text);
    if (known !== undefined) return known;
    const row = { key, tally: emptyTally() };
    bucket.rows.set(text, row);
    this.#rows++;
    return row;
  }

  #bucket(start: number): OpenBucket {
    const known = this.#buckets.get(start);
    if (known !== undefined) return known;
    const bucket = { start, rows: new Map<string, Row>(), folded: false };
    this.#buckets.set(start, bucket);
    this.#drop();
    return bucket;
  }

  /** Forgets what is older than `keep` buckets before the newest. */
  #drop(): void {
    const { widthMs, keep } = this.#options;
    const newest = Math.max(...this.#buckets.keys());
    for (const [start, { rows }] of this.#buckets) {
      if (start > newest - keep * widthMs) continue;
      this.#buckets.delete(start);
      this.#rows -= rows.size;
    }
  }

  #foldOldest(): void {
    let oldest: OpenBucket | null = null;
    for (const bucket of this.#buckets.values()) {
      if (!bucket.folded && (oldest === null || bucket.start < oldest.start)) oldest = bucket;
    }
    if (oldest === null) return;
    const rows = new Map<string, Row>();
    for (const { key, tally } of oldest.rows.values()) {
      const summed = { ...key, client: OTHER };
      const row = rows.get(keyText(summed)) ?? { key: summed, tally: emptyTally() };
      rows.set(keyText(summed), row);
      addTally(row.tally, tally);
    }
    this.#rows -= oldest.rows.size - rows.size;
    oldest.rows = rows;
    oldest.folded = true;
  }
}
