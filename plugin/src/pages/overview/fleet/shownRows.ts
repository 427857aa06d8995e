import type { OverviewSort } from '@understudy/contract';
import type { OverviewRow } from '../overviewRow.ts';
import type { OverviewView } from '../useOverviewView.ts';

/** "All failed" comes before anything else of the same rank. */
function stepRank({ activeStep }: OverviewRow): number {
  const position = activeStep?.position ?? 0;
  return position < 0 ? Number.POSITIVE_INFINITY : position;
}

function costRank({ cost, costMultiplier, extraCostUsd }: OverviewRow): number {
  if (costMultiplier !== null) return costMultiplier;
  // Where the primary costs nothing any extra cost is more than a multiple.
  return cost === 'extra' && (extraCostUsd ?? 0) > 0 ? Number.MAX_VALUE : -1;
}

const COMPARE: Readonly<Record<OverviewSort, (a: OverviewRow, b: OverviewRow) => number>> = {
  model: (a, b) => a.model.localeCompare(b.model),
  fallback: (a, b) => (a.fallbacks[0]?.model ?? '').localeCompare(b.fallbacks[0]?.model ?? ''),
  rate: (a, b) => a.fallbackRate - b.fallbackRate || stepRank(a) - stepRank(b),
  count: (a, b) => a.fallbackCount - b.fallbackCount,
  cost: (a, b) => costRank(a) - costRank(b),
  step: (a, b) => stepRank(a) - stepRank(b),
};

/** The lines that the filters leave, in the order that is asked for; equal ones by name. */
export function shownRows(rows: readonly OverviewRow[], view: OverviewView): readonly OverviewRow[] {
  const wanted = view.search.toLowerCase();
  const compare = COMPARE[view.sort];
  const direction = view.descending ? -1 : 1;
  return rows
    .filter((row) => !view.onlyAbove || row.aboveRate || row.exceeds2x)
    .filter((row) => `${row.model} ${row.provider ?? ''}`.toLowerCase().includes(wanted))
    .sort((a, b) => direction * compare(a, b) || a.model.localeCompare(b.model));
}
