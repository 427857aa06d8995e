import type { PanelOptions } from './options/PanelOptions.ts';
import type { FallbackRow } from './rows/index.ts';

/** What fits into the panel, and what the options allow of it. */
export interface PanelLayout {
  /** Model and fallback have columns of their own. */
  readonly apart: boolean;
  /** The fallback is named at all. */
  readonly fallback: boolean;
  readonly count: boolean;
  readonly cost: boolean;
  /** Bar or trend beside the rate. */
  readonly graph: boolean;
  readonly header: boolean;
  readonly badges: boolean;
  readonly footnote: boolean;
  /** "3 of 10 above 10%", where there is no room for badges. */
  readonly summary: boolean;
  /** Pixels. */
  readonly rowHeight: number;
}

const WIDE = 560;
const WITH_COUNT = 376;
const WITH_HEADER = 300;
const TALL = 220;
const WITH_SUMMARY = 90;

/** Columns that the data has something for. */
export interface DataColumns {
  readonly fallback: boolean;
  readonly count: boolean;
  readonly cost: boolean;
}

/** What at least one row says something about: a column of dashes only takes room. */
export function dataColumns(rows: readonly FallbackRow[]): DataColumns {
  return {
    fallback: rows.some(({ fallback }) => fallback !== undefined),
    count: rows.some(({ fallbacks, total }) => fallbacks !== undefined || total !== undefined),
    cost: rows.some(({ cost }) => cost.kind !== 'none' && cost.kind !== 'unknown'),
  };
}

/** A panel's size inside its frame, in pixels. */
export interface PanelSize {
  readonly width: number;
  readonly height: number;
}

/** Decides by the panel's own size: the rate never leaves, then cost, then count, then the fallback. */
export function panelLayout({ width, height }: PanelSize, has: DataColumns, options: PanelOptions): PanelLayout {
  const { columns, display } = options;
  const roomy = width >= WITH_HEADER;
  const fallback = columns.fallback && has.fallback;
  return {
    apart: width >= WIDE && fallback,
    fallback: roomy && fallback,
    count: width >= WITH_COUNT && columns.count && has.count,
    cost: roomy && columns.cost && has.cost,
    graph: width >= WIDE && columns.besideRate !== 'none',
    header: roomy,
    badges: roomy && height >= TALL && display.badges,
    footnote: roomy && height >= TALL && display.footnote,
    summary: !roomy && height >= WITH_SUMMARY && display.badges,
    rowHeight: roomy ? 28 : 24,
  };
}
