import type { Measure, Row } from '../measures/measure.ts';

/** What became of a measure: its rows, or why it could not be taken. */
export type Outcome = { readonly measure: Pick<Measure, 'key' | 'title'> } & (
  { readonly rows: readonly Row[] } | { readonly error: string }
);
