import type { Slices } from '../slices.ts';
import type { Bucket, Row } from './aggregates.ts';

/** Rows looked at before the time is. */
const ROWS_PER_LOOK = 256;

/** A quarter that still changes: its rows by requested model, and which models changed. */
export class OpenQuarter {
  readonly #bucket: Bucket;
  readonly #rows: Bucket['rows'];
  /** Goes on where it stood when rows were added meanwhile; never asked beyond the last one, which would end it. */
  readonly #unread: Iterator<Row>;
  readonly #known: Row[] = [];
  readonly #byModel = new Map<string, Row[]>();
  /** Of the bucket when it was last looked at. */
  #version = -1;

  constructor(bucket: Bucket) {
    this.#bucket = bucket;
    this.#rows = bucket.rows;
    this.#unread = bucket.rows.values();
  }

  /** Whether this still is that quarter: it is another one after its rows were made anew. */
  isOf(bucket: Bucket): boolean {
    return bucket === this.#bucket && bucket.rows === this.#rows;
  }

  /** Models that requests came for; as of the last `changes`. */
  models(): Iterable<string> {
    return this.#byModel.keys();
  }

  /** Rows of a model; as of the last `changes`. */
  rowsOf(model: string): readonly Row[] {
    return this.#byModel.get(model) ?? [];
  }

  /** Models whose rows changed since this was last asked; at first all of them. */
  async changes(slices: Slices): Promise<ReadonlySet<string>> {
    const since = this.#version;
    // What changes while this looks is seen now or the next time, or both.
    this.#version = this.#bucket.version;
    await this.#readOn(slices);
    const changed = new Set<string>();
    let looked = 0;
    for (const row of this.#known) {
      if (row.version > since) changed.add(row.key.model);
      if (++looked % ROWS_PER_LOOK === 0 && slices.over) await slices.pause();
    }
    return changed;
  }

  async #readOn(slices: Slices): Promise<void> {
    while (this.#known.length < this.#rows.size) {
      const next = this.#unread.next();
      if (next.done === true) return;
      const row = next.value;
      this.#known.push(row);
      const ofModel = this.#byModel.get(row.key.model);
      if (ofModel === undefined) this.#byModel.set(row.key.model, [row]);
      else ofModel.push(row);
      if (this.#known.length % ROWS_PER_LOOK === 0 && slices.over) await slices.pause();
    }
  }
}
