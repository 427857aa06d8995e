import type { Breaker } from './breaker.ts';
import type { Cancel } from './cancel.ts';
import type { Clock } from './clock.ts';

/** Waits `ms` before a retry. Ends early when the request is called off or the step's breaker opens. */
export function waitForRetry(ms: number, clock: Clock, cancel: Cancel, breaker: Breaker): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      clock.clearTimer(timer);
      stopOpen();
      stopCancel();
      resolve();
    };
    const timer = clock.setTimer(end, ms);
    const stopOpen = breaker.onOpen(end);
    // Last: where the request is called off already, it ends the wait before it returns.
    let stopCancel: () => void = () => undefined;
    stopCancel = cancel.onCancel(end);
  });
}
