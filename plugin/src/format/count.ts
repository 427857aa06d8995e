import { DASH, decimal, isFigure, numberFormat, type Figure } from './number.ts';

const COMPACT_FROM = 1_000_000;

/** A number of things: `2,318`. A part of one (Prometheus extrapolates) is `<1`. */
export function count(value: Figure): string {
  if (!isFigure(value)) return DASH;
  return value > 0 && value < 0.5 ? '<1' : decimal(value, 0);
}

/** A part of a whole: `2,318 / 18,402`. */
export function countOf(part: Figure, total: Figure): string {
  return `${count(part)} / ${count(total)}`;
}

/** A number in a headline: as `count`, from a million on `3.4 M`. */
export function compactCount(value: Figure): string {
  if (!isFigure(value) || Math.abs(value) < COMPACT_FROM) return count(value);
  return numberFormat({ notation: 'compact' })
    .format(value)
    .replace(/(?=[A-Z])/, ' ');
}

/** Tokens, also of a context window: `128K`, `1M`, `8.2K`, `512`. */
export function tokens(value: Figure): string {
  return isFigure(value) ? numberFormat({ notation: 'compact' }).format(value + 0) : DASH;
}
