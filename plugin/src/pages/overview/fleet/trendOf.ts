import type { Series } from '../../../api/prometheus.ts';

/** Over which time a line runs, in milliseconds since the epoch, and in how many points. */
interface TrendRange {
  readonly from: number;
  readonly to: number;
  readonly points: number;
}

/** Values by model, a point an equal part of the range; Prometheus leaves out where there was no traffic: null there. */
export function trendsByModel(
  series: readonly Series[] | undefined,
  { from, to, points }: TrendRange,
): ReadonlyMap<string, readonly (number | null)[]> {
  const part = Math.max(1, (to - from) / points);
  return new Map(
    (series ?? []).map(({ labels, times, values }) => {
      const line: (number | null)[] = Array.from({ length: points }, () => null);
      for (const [index, time] of times.entries()) {
        const value = values[index];
        // A value at the end of a part speaks of that part.
        const at = Math.min(points - 1, Math.ceil((time - from) / part) - 1);
        if (at >= 0 && value !== undefined && Number.isFinite(value)) line[at] = value;
      }
      return [labels['model'] ?? '', line] as const;
    }),
  );
}
