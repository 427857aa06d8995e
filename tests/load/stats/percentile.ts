/** Sorts samples once, so that several percentiles can be read. */
export function sorted(samples: Iterable<number>): Float64Array {
  return Float64Array.from(samples).sort();
}

/** The exact percentile `p` (0 to 100) of sorted samples, by nearest rank; NaN of none. */
export function percentile(sortedSamples: ArrayLike<number>, p: number): number {
  const { length } = sortedSamples;
  const rank = Math.ceil((p / 100) * length);
  return sortedSamples[Math.min(length, Math.max(1, rank)) - 1] ?? Number.NaN;
}

/** The percentile of samples in any order. */
export function percentileOf(samples: Iterable<number>, p: number): number {
  return percentile(sorted(samples), p);
}
