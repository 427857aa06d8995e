import type { FallbackRow } from '../rows/index.ts';
import type { PanelSettings } from '../PanelSettings.ts';
import { costText } from './costText.ts';
import { shownCount, shownRate } from './shownFigure.ts';

/** Widths as CSS says them; the names share what is left. */
export interface ColumnWidths {
  readonly rate: string;
  readonly count: string;
  readonly cost: string;
}

/** Padding of a cell, and what else stands in it (pixels). */
const PADDING = 16;
const GRAPH = 84;
const BADGE = 18;
/** A header with its arrow is at least this wide (characters). */
const LEAST = 7;

function longest(texts: readonly string[]): number {
  return texts.reduce((most, { length }) => Math.max(most, length), LEAST);
}

/** Wide enough for the longest number of all rows, so that columns stay where they are while rows come and go. */
export function columnWidths(rows: readonly FallbackRow[], settings: PanelSettings): ColumnWidths {
  const { layout, costThreshold, currency } = settings;
  const rates = longest(rows.map(shownRate));
  const counts = longest(rows.map((row) => `${shownCount(row, 'fallbacks')} / ${shownCount(row, 'total')}`));
  const costs = rows.map((row) => costText(row, costThreshold, currency));
  const badge = costs.some(({ high }) => high) ? BADGE : 0;
  return {
    rate: `calc(${rates}ch + ${PADDING + (layout.graph ? GRAPH : 0)}px)`,
    count: `calc(${counts}ch + ${PADDING}px)`,
    cost: `calc(${longest(costs.map(({ text }) => text))}ch + ${PADDING + badge}px)`,
  };
}
