import type { Row } from './aggregates.ts';
import { TALLY_FIELDS, type Tally } from './tally.ts';

type Series = 'q' | 'h';

/**
 * A stored line of statistics: the sums of a row as they stand (requested model, served model, client, fields that are not
 * 0), or a bucket whose rows so far are void.
 */
export type StatisticsEntry =
  | readonly [series: Series, start: number]
  | readonly [series: Series, start: number, model: string, served: string, client: string, tally: Partial<Tally>];

export function clearedEntry(series: Series, start: number): StatisticsEntry {
  return [series, start];
}

export function rowEntry(series: Series, { start, key, tally }: Row): StatisticsEntry {
  const kept: Partial<Tally> = {};
  for (const field of TALLY_FIELDS) if (tally[field] !== 0) kept[field] = tally[field];
  return [series, start, key.model, key.served, key.client, kept];
}

const fields: ReadonlySet<string> = new Set(TALLY_FIELDS);

function isTally(value: unknown): value is Partial<Tally> {
  if (typeof value !== 'object' || value === null) return false;
  // Fields of another version are left out of account when the row is put back.
  return Object.entries(value).every(([field, sum]) => !fields.has(field) || (typeof sum === 'number' && sum >= 0));
}

function isSeries(value: unknown): value is Series {
  return value === 'q' || value === 'h';
}

/** Reads a stored line; null = it is none. By hand: a start reads some 100,000 of them. */
export function parseStatisticsEntry(value: unknown): StatisticsEntry | null {
  if (!Array.isArray(value)) return null;
  const [series, start, model, served, client, tally] = value as unknown[];
  if (!isSeries(series) || typeof start !== 'number' || !Number.isInteger(start) || start < 0) return null;
  if (value.length === 2) return [series, start];
  if (typeof model !== 'string' || typeof served !== 'string' || typeof client !== 'string') return null;
  return isTally(tally) ? [series, start, model, served, client, tally] : null;
}
