/** The axis of a waterfall. */
export interface TimeAxis {
  /** What the whole width stands for. */
  readonly totalMs: number;
  /** Milliseconds, the first is 0. */
  readonly ticks: readonly number[];
}

/** Shorter than this the bars of calls that were only simulated would be all there is to see. */
const MIN_TOTAL_MS = 400;
/** Most gaps between ticks: beside each label there is room for another. */
const MAX_GAPS = 5;
const MANTISSAS = [1, 2, 5, 10] as const;

/** The least of 1, 2, 5 times a power of ten that divides `ms` into few enough gaps. */
function tickStep(ms: number): number {
  const least = ms / MAX_GAPS;
  const power = 10 ** Math.floor(Math.log10(least));
  const mantissa = MANTISSAS.find((candidate) => candidate * power >= least) ?? 10;
  return mantissa * power;
}

/** An axis that `ms` fits on, with a little room at its end. */
export function timeAxis(ms: number): TimeAxis {
  const totalMs = Math.max(MIN_TOTAL_MS, ms * 1.02);
  const step = tickStep(totalMs);
  const gaps = Math.floor(totalMs / step + 1e-9);
  return { totalMs, ticks: Array.from({ length: gaps + 1 }, (_, index) => Math.round(index * step * 1_000) / 1_000) };
}

/** Where a moment lies on the axis, in percent of its width; what lies beyond is at the edge. */
export function percentOf({ totalMs }: TimeAxis, ms: number): number {
  return Math.min(100, Math.max(0, (ms / totalMs) * 100));
}
