import type { SortKey } from '../options/PanelOptions.ts';
import type { FallbackRow } from '../rows/index.ts';

/** The order of rows. */
export interface Sort {
  readonly by: SortKey;
  readonly descending: boolean;
}

const byName = new Intl.Collator('en-US', { numeric: true }).compare;

/** An extra cost over a free primary is dearer than every multiplier; less than nothing is cheaper. */
function costRank({ cost }: FallbackRow): number | undefined {
  if (cost.kind === 'multiplier') return cost.times;
  if (cost.kind === 'extra') return cost.usd > 0 ? Number.MAX_VALUE : cost.usd;
  return undefined;
}

function rank(row: FallbackRow, by: SortKey): number | string | undefined {
  switch (by) {
    case 'rate':
      return row.rate;
    case 'count':
      return row.fallbacks;
    case 'cost':
      return costRank(row);
    case 'model':
      return row.model;
    case 'fallback':
      return row.fallback;
  }
}

function compare(a: number | string, b: number | string): number {
  return typeof a === 'number' && typeof b === 'number' ? a - b : byName(String(a), String(b));
}

/** Rows in their order: what is not known comes last either way, equals go by name. */
export function sortRows(rows: readonly FallbackRow[], { by, descending }: Sort): FallbackRow[] {
  return rows
    .map((row) => ({ row, rank: rank(row, by) }))
    .sort((a, b) => {
      const same = byName(a.row.model, b.row.model);
      if (a.rank === undefined || b.rank === undefined) {
        return Number(a.rank === undefined) - Number(b.rank === undefined) || same;
      }
      return (descending ? compare(b.rank, a.rank) : compare(a.rank, b.rank)) || same;
    })
    .map(({ row }) => row);
}
