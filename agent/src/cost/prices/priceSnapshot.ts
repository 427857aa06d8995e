import type { Price } from '@understudy/contract';
import type { MatchLogic } from './matchLogic.ts';

/** A model of the reference data. */
export interface SnapshotModel {
  readonly id: string;
  readonly match: MatchLogic;
  /** USD per 1M tokens. */
  readonly price: Price;
  /** True where long prompts cost more. */
  readonly tiered?: boolean;
  /** Tokens. */
  readonly contextWindow?: number;
}

/** A vendor of the reference data. */
export interface SnapshotVendor {
  readonly id: string;
  /** Regular expression over the address of its API. */
  readonly apiPattern: string;
  readonly models: readonly SnapshotModel[];
}

/** Reference prices of one day. */
export interface PriceSnapshot {
  /** Package and version, or the address it was read from. */
  readonly source: string;
  /** ISO 8601 day. */
  readonly date: string;
  readonly vendors: readonly SnapshotVendor[];
}
