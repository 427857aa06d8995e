import type { PanelSettings } from '../PanelSettings.ts';
import type { FallbackRow } from '../rows/index.ts';
import { costText } from './costText.ts';
import { shownCount, shownRate } from './shownFigure.ts';

/** Widths as CSS says them; the names share what is left. */
export interface ColumnWidths {
  readonly rate: string;
  readonly count: string;
  readonly cost: string;
}

/** Pixels: padding of a cell, bar or trend with its gap, what a badge adds, headers with their arrow. */
const PADDING = 16;
const GRAPH = 84;
const BADGE = 22;
/** Digits: beside a bar every rate has the same room, so that bars begin at one line. */
const LEAST_RATE = 6;
const HEADERS = { rate: 44, count: 52, cost: 58 } as const;

/** About how wide a text is, in digits. */
function digits(text: string): number {
  const narrow = text.match(/[.,: ]/g)?.length ?? 0;
  const wide = text.match(/[%mM]/g)?.length ?? 0;
  return text.length + (wide - narrow) / 2;
}

function widest(texts: readonly string[], least: number): string {
  const most = texts.reduce((width, text) => Math.max(width, digits(text)), least);
  return `${most.toFixed(1)}ch`;
}

/** Wide enough for the longest number of all rows, so that columns stay where they are while rows come and go. */
export function columnWidths(rows: readonly FallbackRow[], settings: PanelSettings): ColumnWidths {
  const { layout, costThreshold, currency } = settings;
  const costs = rows.map((row) => costText(row, costThreshold, currency));
  const badge = costs.some(({ high }) => high) ? BADGE : 0;
  const counts = rows.map((row) => `${shownCount(row, 'fallbacks')} / ${shownCount(row, 'total')}`);
  const width = (texts: readonly string[], header: number, more: number, least = 0): string =>
    `calc(max(${widest(texts, least)} + ${more}px, ${header}px) + ${PADDING}px)`;
  const rates = rows.map(shownRate);
  return {
    rate: layout.graph ? width(rates, HEADERS.rate, GRAPH, LEAST_RATE) : width(rates, HEADERS.rate, 0),
    count: width(counts, HEADERS.count, 0),
    cost: width(
      costs.map(({ text }) => text),
      HEADERS.cost,
      badge,
    ),
  };
}
