import type { Row } from './aggregates.ts';

/** What `fallback-stats` needs of a requested model's day. */
const DAY_FIELDS = [
  'eligible',
  'fallbacks',
  'fallbackAnswers',
  'fallbackCost',
  'fallbackBaselineCost',
  'fallbackCompared',
  'fallbackEstimated',
] as const;

/** Sums of a requested model's day. */
export interface ModelDay {
  readonly sums: Record<(typeof DAY_FIELDS)[number], number>;
  /** Answers by served model, on route fallback. */
  readonly answers: Map<string, number>;
}

/** A day without requests. */
export function emptyDay(): ModelDay {
  return {
    sums: {
      eligible: 0,
      fallbacks: 0,
      fallbackAnswers: 0,
      fallbackCost: 0,
      fallbackBaselineCost: 0,
      fallbackCompared: 0,
      fallbackEstimated: 0,
    },
    answers: new Map(),
  };
}

/** Adds a row to the day of its model. */
export function addRow({ sums, answers }: ModelDay, { key, tally }: Row): void {
  for (const field of DAY_FIELDS) sums[field] += tally[field];
  if (tally.fallbackAnswers > 0) answers.set(key.served, (answers.get(key.served) ?? 0) + tally.fallbackAnswers);
}

/** The day with more rows; `day` stays as it is. */
export function withRows(day: ModelDay | undefined, rows: readonly Row[]): ModelDay {
  const summed = day === undefined ? emptyDay() : { sums: { ...day.sums }, answers: new Map(day.answers) };
  for (const row of rows) addRow(summed, row);
  return summed;
}
