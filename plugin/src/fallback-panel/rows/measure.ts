/** What a number of the data says about a model. */
export const MEASURES = [
  /** Share of eligible requests that fell back. */
  'rate',
  /** Requests that fell back. */
  'fallbacks',
  /** Eligible requests. */
  'total',
  /** Cost of what fallbacks answered ÷ what the primary would have cost. */
  'multiplier',
  /** Cost of what fallbacks answered (USD). */
  'cost',
  /** What the primary would have cost for the same (USD). */
  'baseline',
  /** `cost` − `baseline` (USD). */
  'extraCost',
  /** Above 0 or true: the cost is partly estimated. */
  'estimated',
  /** Above 0 or true: a price is not known. */
  'unpriced',
  /** Answers that a fallback gave: says which one served most. */
  'served',
] as const;

export type Measure = (typeof MEASURES)[number];

/** What a field can stand for. */
export type Role = Measure | 'model' | 'fallback';

/** A ratio of a whole cannot be added up. */
export function isAdditive(measure: Measure): boolean {
  return measure !== 'rate' && measure !== 'multiplier';
}

/** The label (or column) that says the measure of each value, where one query gives all of them. */
export const MEASURE_LABEL = 'measure';
