import type { FallbackRow } from './rows/index.ts';

/** What the rows say together. */
export interface Summary {
  /** Models with at least one fallback. */
  readonly fellBack: number;
  /** All fallbacks; nothing where the data has no counts. */
  readonly fallbacks: number | undefined;
  /** Models whose fallbacks cost more than the threshold. */
  readonly dear: number;
}

export function fellBack({ rate, fallbacks }: FallbackRow): boolean {
  return (fallbacks ?? rate ?? 0) > 0;
}

/** Adds the rows up. */
export function summaryOf(rows: readonly FallbackRow[], costThreshold: number): Summary {
  const counts = rows.flatMap(({ fallbacks }) => (fallbacks === undefined ? [] : [fallbacks]));
  return {
    fellBack: rows.filter(fellBack).length,
    fallbacks: counts.length > 0 ? counts.reduce((sum, count) => sum + count, 0) : undefined,
    dear: rows.filter(({ cost }) => cost.kind === 'multiplier' && cost.times > costThreshold).length,
  };
}
