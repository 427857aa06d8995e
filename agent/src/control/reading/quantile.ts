import { DURATION_BUCKETS } from '@understudy/contract';
import { TOOK_FIELDS, type Tally } from '../../telemetry/index.ts';

/**
 * A quantile of answered requests' durations in milliseconds, as `histogram_quantile` gives it over the same buckets: linear
 * within a bucket, the last edge where it lies beyond. Null where nothing was answered.
 */
export function durationQuantile(tally: Readonly<Tally>, quantile: number): number | null {
  const counts = TOOK_FIELDS.map((field) => tally[field]);
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total === 0) return null;
  const rank = quantile * total;
  let below = 0;
  for (const [index, upper] of DURATION_BUCKETS.entries()) {
    const count = counts[index] ?? 0;
    if (count > 0 && below + count >= rank) {
      const lower = DURATION_BUCKETS[index - 1] ?? 0;
      return (lower + (upper - lower) * ((rank - below) / count)) * 1_000;
    }
    below += count;
  }
  return (DURATION_BUCKETS.at(-1) ?? 0) * 1_000;
}
