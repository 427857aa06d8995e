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

function timesOf({ multiplier, cost, baseline = 0 }: CostFigures): number | undefined {
  return multiplier ?? (cost !== undefined && baseline > 0 ? cost / baseline : undefined);
}

function extraOf({ extraCost, cost, baseline }: CostFigures): number | undefined {
  return extraCost ?? (cost !== undefined && baseline !== undefined ? cost - baseline : undefined);
}

/** What to say of a model's cost: never 0 where it isn't known. */
export function costOfFallbacks(figures: CostFigures): Cost {
  const { fellBack, unpriced = 0, complete } = figures;
  if (fellBack === false) return { kind: 'none' };
  if (unpriced > 0) return { kind: 'unpriced' };
  const times = timesOf(figures);
  if (times !== undefined) return { kind: 'multiplier', times };
  const usd = extraOf(figures);
  if (usd !== undefined) return usd === 0 ? { kind: 'none' } : { kind: 'extra', usd };
  return { kind: complete && fellBack ? 'unpriced' : 'unknown' };
}
