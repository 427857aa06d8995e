import type { Slices } from '../slices.ts';
import type { Bucket } from './aggregates.ts';

/** Rows added up before the time is looked at. */
const ROWS_PER_LOOK = 256;

/** Counts over all requested models. */
export interface RateCounts {
  readonly requests: number;
  readonly eligible: number;
  readonly fallbacks: number;
}

/** Counts of quarters that are over, each added up once until it changes. */
export class QuarterSums {
  readonly #known = new Map<number, RateCounts & { readonly version: number }>();

  /** Of these quarters together. */
  async of(quarters: readonly Bucket[], slices: Slices): Promise<RateCounts> {
    const sum = { requests: 0, eligible: 0, fallbacks: 0 };
    for (const quarter of quarters) {
      const counts = await this.#counts(quarter, slices);
      sum.requests += counts.requests;
      sum.eligible += counts.eligible;
      sum.fallbacks += counts.fallbacks;
    }
    return sum;
  }

  /** Forgets quarters before `start`, epoch ms. */
  forgetBefore(start: number): void {
    for (const known of this.#known.keys()) if (known < start) this.#known.delete(known);
  }

  async #counts({ start, version, rows }: Bucket, slices: Slices): Promise<RateCounts> {
    const known = this.#known.get(start);
    if (known?.version === version) return known;
    const sum = { version, requests: 0, eligible: 0, fallbacks: 0 };
    let added = 0;
    for (const { tally } of rows.values()) {
      sum.requests += tally.requests;
      sum.eligible += tally.eligible;
      sum.fallbacks += tally.fallbacks;
      if (++added % ROWS_PER_LOOK === 0 && slices.over) await slices.pause();
    }
    this.#known.set(start, sum);
    return sum;
  }
}
