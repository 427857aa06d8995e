import type { ModelFigures } from './ModelFigures.ts';

/** Points of a sparkline: more cannot be told apart on its width. */
const MOST_POINTS = 36;

/** Fewer points, each the highest of those that it stands for: a short outage stays visible. */
function thinned(values: readonly number[]): readonly number[] {
  const size = Math.ceil(values.length / MOST_POINTS);
  if (size <= 1) return values;
  return Array.from({ length: Math.ceil(values.length / size) }, (_, index) =>
    Math.max(...values.slice(index * size, (index + 1) * size)),
  );
}

/** The rate over time, 0..1, where the data is a time series. */
export function trendOf(figures: ModelFigures): readonly number[] | undefined {
  const rate = figures.moments('rate');
  if (rate) return thinned(rate.values);
  const fallbacks = figures.moments('fallbacks');
  const total = figures.moments('total');
  if (!fallbacks || !total) return undefined;
  const rates: number[] = [];
  let place = 0;
  fallbacks.times.forEach((time, index) => {
    // Both are ascending, and mostly have the same times.
    while ((total.times[place] ?? Infinity) < time) place += 1;
    const whole = total.times[place] === time ? (total.values[place] ?? 0) : 0;
    if (whole > 0) rates.push((fallbacks.values[index] ?? 0) / whole);
  });
  return rates.length > 1 ? thinned(rates) : undefined;
}
