import type { ActiveStep } from '@understudy/contract';
import type { ChainListQuery, ChainSort } from './chainListQuery.ts';
import { isProven, type ChainRow } from './chainRow.ts';

const PRESET_ORDER = ['patient', 'immediate', 'single', null];

/** How far a chain is from its primary: all failed is furthest. */
function distance(active: ActiveStep | null): number {
  if (active === null) return -1;
  return active.position < 0 ? Number.MAX_SAFE_INTEGER : active.position;
}

const KEYS: Readonly<Record<Exclude<ChainSort, 'model'>, (row: ChainRow) => number>> = {
  step: (row) => (row.enabled ? distance(row.active) : -1),
  policy: (row) => PRESET_ORDER.indexOf(row.preset) * 2 + Number(row.edited),
  rate: (row) => row.rate ?? -1,
  proven: (row) => (row.lastProven === null ? 0 : Date.parse(row.lastProven.at)),
};

function byName(a: ChainRow, b: ChainRow): number {
  return a.model.localeCompare(b.model, 'en', { numeric: true });
}

function compare(sort: ChainSort, descending: boolean): (a: ChainRow, b: ChainRow) => number {
  const sign = descending ? -1 : 1;
  if (sort === 'model') return (a, b) => sign * byName(a, b);
  const key = KEYS[sort];
  // Among equals the names stay in their order, whichever way the column goes.
  return (a, b) => sign * (key(a) - key(b)) || byName(a, b);
}

function mentions(row: ChainRow, text: string): boolean {
  return [row.model, ...row.steps.map(({ model }) => model)].some((model) => model.toLowerCase().includes(text));
}

/** The rows that the filters let through, in order. `now` is epoch ms. */
export function arrangeChains(rows: readonly ChainRow[], query: ChainListQuery, now: number): ChainRow[] {
  const text = query.search.trim().toLowerCase();
  return rows
    .filter((row) => (text === '' || mentions(row, text)) && (!query.notProven || !isProven(row, now)))
    .sort(compare(query.sort, query.descending));
}
