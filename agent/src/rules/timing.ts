import { durationWords, promDuration } from './duration.ts';

export const MINUTE = 60;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** How often the rules are evaluated, unscaled. */
const INTERVAL = 30;

/** Every length of time in the rules, scaled together; arguments are unscaled seconds. */
export interface Timing {
  readonly intervalSeconds: number;
  /** Turns the sum of recorded 5-minute rates over a window into events; goes with the interval. */
  readonly eventsFactor: string;
  readonly seconds: (nominal: number) => number;
  /** Inside brackets of PromQL. */
  readonly window: (nominal: number) => string;
  readonly words: (nominal: number) => string;
}

/** To the millisecond, as Prometheus counts. */
function scaled(nominal: number, scale: number): number {
  return Math.max(1, Math.round(nominal * scale * 1_000)) / 1_000;
}

/** The lengths of time of rules at a scale. */
export function timingAt(scale: number): Timing {
  const seconds = (nominal: number): number => (nominal === 0 ? 0 : scaled(nominal, scale));
  return {
    intervalSeconds: seconds(INTERVAL),
    eventsFactor: String(seconds(INTERVAL)),
    seconds,
    window: (nominal) => promDuration(seconds(nominal)),
    words: (nominal) => durationWords(seconds(nominal)),
  };
}
