import type { PanelOptions } from './options/PanelOptions.ts';

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

/** Decides by the panel's own size (pixels inside its frame): the rate never leaves, then cost, then count, then the fallback. */
export function panelLayout(width: number, height: number, { columns, display }: PanelOptions): PanelLayout {
  const roomy = width >= WITH_HEADER;
  return {
    apart: width >= WIDE && columns.fallback,
    fallback: roomy && columns.fallback,
    count: width >= WITH_COUNT && columns.count,
    cost: roomy && columns.cost,
    graph: width >= WIDE && columns.besideRate !== 'none',
    header: roomy,
    badges: roomy && height >= TALL && display.badges,
    footnote: roomy && height >= TALL && display.footnote,
    summary: !roomy && height >= WITH_SUMMARY && display.badges,
    rowHeight: roomy ? 28 : 24,
  };
}
