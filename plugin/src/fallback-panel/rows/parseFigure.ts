/** A number as a cell holds it. */
export interface ParsedFigure {
  readonly value: number;
  /** It was written with a percent sign. */
  readonly percent: boolean;
}

const GROUPED = /^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/;
const WRITTEN = /^([+-]?)[^\d+.,-]{0,4}([\d.,]+(?:e[+-]?\d+)?)\s*([×x%]?)$/i;

function parseText(text: string): ParsedFigure | undefined {
  const trimmed = text.trim();
  if (/^(true|yes)$/i.test(trimmed)) return { value: 1, percent: false };
  if (/^(false|no)$/i.test(trimmed)) return { value: 0, percent: false };
  const [, sign = '', digits = '', mark = ''] = WRITTEN.exec(trimmed) ?? [];
  if (digits === '') return undefined;
  const plain = GROUPED.test(digits) ? digits.replaceAll(',', '') : digits.replace(',', '.');
  const value = Number(sign + plain);
  return Number.isFinite(value) ? { value, percent: mark === '%' } : undefined;
}

/** Reads numbers, booleans and texts such as `12.6%`, `1,104`, `$0.41`, `1.4×`; nothing for what is none (null, NaN, infinite). */
export function parseFigure(cell: unknown): ParsedFigure | undefined {
  if (typeof cell === 'number') return Number.isFinite(cell) ? { value: cell, percent: false } : undefined;
  if (typeof cell === 'boolean') return { value: Number(cell), percent: false };
  if (typeof cell === 'bigint') return { value: Number(cell), percent: false };
  return typeof cell === 'string' ? parseText(cell) : undefined;
}
