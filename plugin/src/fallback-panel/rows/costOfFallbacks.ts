import type { Cost } from './FallbackRow.ts';

/** What the data says about the cost of a model's fallbacks. */
export interface CostFigures {
  /** Something fell back; nothing if that isn't known. */
  readonly fellBack: boolean | undefined;
  readonly multiplier: number | undefined;
  readonly cost: number | undefined;
  readonly baseline: number | undefined;
  readonly extraCost: number | undefined;
  readonly unpriced: number | undefined;
  /** The data has both a multiplier and an extra cost for others: having neither means that a price is missing. */
  readonly complete: boolean;
}

/** What to say of a model's cost: never 0 where it isn't known. */
export function costOfFallbacks(figures: CostFigures): Cost {
  const { fellBack, multiplier, cost, baseline, unpriced } = figures;
  if (fellBack === false) return { kind: 'none' };
  if (unpriced !== undefined && unpriced > 0) return { kind: 'unpriced' };
  if (multiplier !== undefined) return { kind: 'multiplier', times: multiplier };
  if (cost !== undefined && baseline !== undefined && baseline > 0)
    return { kind: 'multiplier', times: cost / baseline };
  const extra = figures.extraCost ?? (cost !== undefined && baseline !== undefined ? cost - baseline : undefined);
  if (extra !== undefined) return extra === 0 ? { kind: 'none' } : { kind: 'extra', usd: extra };
  return figures.complete && fellBack ? { kind: 'unpriced' } : { kind: 'unknown' };
}
