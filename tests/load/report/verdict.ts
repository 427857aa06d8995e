import type { Row } from '../measures/measure.ts';
import { spreadOf } from '../stats/median.ts';

const DIGITS = 4;

/** A row as text, the same for terminal and document. */
export interface Verdict {
  readonly label: string;
  readonly aim: string;
  readonly measured: string;
  readonly range: string;
  readonly met: 'met' | 'missed' | '';
}

/** Up to four significant digits: 0.1235, 12.35, 1235. */
function short(value: number): string {
  return String(Number(value.toPrecision(DIGITS)));
}

/** Compares a row with its aim. */
export function verdictOf(row: Row): Verdict {
  const { median, min, max } = spreadOf(row.values);
  const met = median <= (row.aim ?? Number.POSITIVE_INFINITY) ? 'met' : 'missed';
  return {
    label: row.label + (row.note === undefined ? '' : ` (${row.note})`),
    aim: row.aim === undefined ? '' : `≤ ${row.aim} ${row.unit}`,
    measured: `${short(median)} ${row.unit}`,
    range: row.values.length > 1 ? `${short(min)} – ${short(max)}` : '',
    met: row.aim === undefined ? '' : met,
  };
}
