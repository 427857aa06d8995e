import type { Price } from '../document/model.ts';
import { costOf } from './costOf.ts';

/** Tokens assumed where nothing is known about a request (semantics.md, "Cost"). */
export const TYPICAL_TOKENS = { input: 500, output: 50, cacheRead: 0, cacheWrite: 0 } as const;

/** How many times the baseline something cost; null where either is unknown or the baseline is 0 (show the extra cost then). */
export function costMultiplier(cost: number | null, baseline: number | null): number | null {
  if (cost === null || baseline === null || !(baseline > 0)) return null;
  const ratio = cost / baseline;
  return Number.isFinite(ratio) ? ratio : null;
}

/** Multiplier of list prices at 500 tokens in and 50 out; null where a price is unknown or the primary is free. */
export function listPriceMultiplier(
  primary: Price | null | undefined,
  fallback: Price | null | undefined,
): number | null {
  return costMultiplier(costOf(fallback, TYPICAL_TOKENS), costOf(primary, TYPICAL_TOKENS));
}

/** Extra cost in USD of the served model over the requested one for the same tokens; negative = cheaper; null = unknown. */
export function extraCost(cost: number | null, baseline: number | null): number | null {
  return cost === null || baseline === null ? null : cost - baseline;
}
