import { isNamed } from './Column.ts';
import { queryKey, type FieldMapping } from './FieldMapping.ts';
import { MEASURE_LABEL, MEASURES, type Measure } from './measure.ts';
import { measureOfExpression } from './measureOfExpression.ts';
import type { Reading } from './Reading.ts';
import { measureOfName } from './roleNames.ts';

/** The order of queries that say nothing else: what docs/panel.md has people paste. */
const BY_LETTER: Readonly<Record<string, Measure>> = {
  A: 'total',
  B: 'fallbacks',
  C: 'cost',
  D: 'baseline',
  E: 'served',
  F: 'estimated',
};

/** What each reading measures. */
export interface Assignment {
  readonly readings: ReadonlyMap<Measure, readonly Reading[]>;
  /** It was only likely: nothing in the data says so. */
  readonly guessed: boolean;
}

function mapped({ column }: Reading, mapping: FieldMapping): Measure | undefined {
  return MEASURES.find((measure) => {
    const wanted = mapping[measure];
    if (wanted === undefined) return false;
    return isNamed(column, wanted) || (column.refId !== undefined && wanted === queryKey(column.refId));
  });
}

function said({ column, beside }: Reading): Measure | undefined {
  const { field, frame, names } = column;
  const label = beside.measure ?? measureOfName(field.labels?.[MEASURE_LABEL] ?? '');
  if (label !== undefined) return label;
  const named = names.map(measureOfName).find((measure) => measure !== undefined);
  return named ?? measureOfExpression(names.join('\n')) ?? measureOfExpression(frame.meta?.executedQueryString ?? '');
}

/** A share lies in 0..1, unless its unit says that it is a percent. */
function looksLikeRate(readings: readonly Reading[]): boolean {
  return readings.every((reading) => reading.highest <= (reading.percent ? 100 : 1));
}

function groupBy<K>(readings: readonly Reading[], keyOf: (reading: Reading) => K): Map<K, Reading[]> {
  const groups = new Map<K, Reading[]>();
  for (const reading of readings) {
    const key = keyOf(reading);
    const group = groups.get(key);
    if (group) group.push(reading);
    else groups.set(key, [reading]);
  }
  return groups;
}

function guess(silent: readonly Reading[]): Map<Measure, Reading[]> {
  const queries = groupBy(silent, ({ column }) => column.refId ?? '');
  if (queries.size === 1) {
    const tables = groupBy(silent, ({ beside, column }) => (beside.model ? column.field : undefined));
    return tables.size === 1 && looksLikeRate(silent)
      ? new Map([['rate', [...silent]]])
      : new Map<Measure, Reading[]>();
  }
  const first = queries.get('A');
  if (first && looksLikeRate(first)) return new Map([['rate', first]]);
  return new Map(
    [...queries].flatMap(([refId, readings]) => {
      const measure = BY_LETTER[refId];
      return measure ? [[measure, readings] as const] : [];
    }),
  );
}

/** Says of each reading what it measures: by the options, by names, labels and queries, at last by the order of queries. */
export function assignMeasures(readings: readonly Reading[], mapping: FieldMapping): Assignment {
  const byOption = groupBy(readings, (reading) => mapped(reading, mapping));
  const free = byOption.get(undefined) ?? [];
  const bySaying = groupBy(free, (reading) => {
    const measure = said(reading);
    // What the options name has no second source.
    return measure !== undefined && mapping[measure] === undefined ? measure : undefined;
  });
  const known = new Map<Measure, Reading[]>();
  for (const [measure, group] of [...byOption, ...bySaying]) {
    if (measure !== undefined) known.set(measure, group);
  }
  const enough = known.has('rate') || (known.has('fallbacks') && known.has('total'));
  if (enough) return { readings: known, guessed: false };
  const silent = free.filter((reading) => said(reading) === undefined);
  const guesses = guess(silent);
  for (const [measure, group] of guesses) {
    if (!known.has(measure) && mapping[measure] === undefined) known.set(measure, group);
  }
  return { readings: known, guessed: guesses.size > 0 };
}
