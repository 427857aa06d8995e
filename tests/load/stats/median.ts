/** Median, smallest and largest of the values of all rounds. */
export interface Spread {
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

/** The middle value; of an even count the mean of the middle two; NaN of none. */
export function median(values: readonly number[]): number {
  const ordered = values.toSorted((a, b) => a - b);
  const middle = ordered.length / 2;
  const above = ordered[Math.floor(middle)] ?? Number.NaN;
  return Number.isInteger(middle) ? (above + (ordered[middle - 1] ?? Number.NaN)) / 2 : above;
}

/** Median with the range it was taken from. */
export function spreadOf(values: readonly number[]): Spread {
  return { median: median(values), min: Math.min(...values), max: Math.max(...values) };
}
