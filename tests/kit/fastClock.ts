import type { Clock } from '../../agent/src/engine/index.ts';

/**
 * A clock whose timers run `speed` times as fast as life, so that real backoffs (2 s, 4 s, 8 s) can be walked in a test.
 * The wall clock stays the true one: dates in headers are compared with it.
 */
export function fastClock(speed: number): Clock {
  return {
    now: () => performance.now() * speed,
    wall: () => Date.now(),
    setTimer: (run, ms) => setTimeout(run, ms / speed),
    clearTimer: (timer) => clearTimeout(timer as NodeJS.Timeout),
  };
}
