/** What the next days are likely to cost. */
export interface Forecast {
  /** USD. */
  readonly costUsd: number;
  /** Half the width of the likely range as a share of the cost: 0.06 = ±6%; undefined = too few days to say. */
  readonly spread: number | undefined;
}

const FEWEST_DAYS_FOR_SPREAD = 3;
/** Two standard deviations: nineteen times in twenty. */
const DEVIATIONS = 2;

/**
 * The mean of the days × `days`, with the spread that the days themselves have. No trend is drawn out: a week of growth is not
 * a law.
 * @param dailyUsd cost of whole days; the day that is not over must not be among them
 */
export function forecast(dailyUsd: readonly number[], days: number): Forecast | undefined {
  const known = dailyUsd.filter((cost) => Number.isFinite(cost));
  if (known.length === 0) return undefined;
  const mean = known.reduce((sum, cost) => sum + cost, 0) / known.length;
  const costUsd = mean * days;
  if (known.length < FEWEST_DAYS_FOR_SPREAD || mean === 0) return { costUsd, spread: undefined };
  const variance = known.reduce((sum, cost) => sum + (cost - mean) ** 2, 0) / (known.length - 1);
  // Days are taken for independent, so their deviations add up as squares.
  const deviation = Math.sqrt(variance * days);
  return { costUsd, spread: (DEVIATIONS * deviation) / costUsd };
}
