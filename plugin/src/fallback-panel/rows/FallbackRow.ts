import type { Field } from '@grafana/data';
import type { Role } from './measure.ts';

/** Where a value of a row was read: for links, units and decimals, which are set on fields. */
export interface Origin {
  readonly field: Field;
  readonly index: number;
}

/** What the fallbacks of a model cost against its primary. */
export type Cost =
  /** Nothing fell back. */
  | { readonly kind: 'none' }
  /** The data doesn't say. */
  | { readonly kind: 'unknown' }
  /** A price is not known. */
  | { readonly kind: 'unpriced' }
  | { readonly kind: 'multiplier'; readonly times: number }
  /** The primary is free, so there is no multiplier (USD). */
  | { readonly kind: 'extra'; readonly usd: number };

/** One requested model. */
export interface FallbackRow {
  readonly model: string;
  /** The fallback that served most. */
  readonly fallback: string | undefined;
  readonly moreFallbacks: readonly string[];
  /** 0..1; without requests there is none. */
  readonly rate: number | undefined;
  readonly fallbacks: number | undefined;
  readonly total: number | undefined;
  readonly cost: Cost;
  readonly estimated: boolean;
  /** The rate over time, oldest first. */
  readonly trend: readonly number[] | undefined;
  readonly origins: Readonly<Partial<Record<Role, Origin>>>;
}
