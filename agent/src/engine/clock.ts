/** A running timer; its type is the clock's own affair. */
export type Timer = unknown;

/** Time as the engine sees it, so that tests can drive it by hand. */
export interface Clock {
  /** Monotonic milliseconds, for durations. */
  now(): number;
  /** Milliseconds since the epoch, for timestamps. */
  wall(): number;
  setTimer(run: () => void, ms: number): Timer;
  clearTimer(timer: Timer): void;
}

/** The process's own clock. Its timers keep the process alive: between two attempts of a script nothing else does. */
export const systemClock: Clock = {
  now: () => performance.now(),
  wall: () => Date.now(),
  setTimer: (run, ms) => setTimeout(run, ms),
  clearTimer: (timer) => clearTimeout(timer as NodeJS.Timeout),
};
