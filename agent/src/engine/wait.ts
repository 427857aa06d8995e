import type { Breaker } from './breaker.ts';
import type { Cancel } from './cancel.ts';
import type { Clock } from './clock.ts';

/** Why a wait was over: its time passed, the request was called off, or the step's breaker opened. */
export type WaitEnd = 'elapsed' | 'cancelled' | 'opened';

/** Waits `ms` before a retry; ends early when there is nothing left to wait for. */
export function waitForRetry(ms: number, clock: Clock, cancel: Cancel, breaker: Breaker): Promise<WaitEnd> {
  return new Promise((resolve) => {
    const end = (how: WaitEnd): void => {
      clock.clearTimer(timer);
      stopCancel();
      stopOpen();
      resolve(how);
    };
    const timer = clock.setTimer(() => end('elapsed'), ms);
    let stopOpen: () => void = () => undefined;
    let stopCancel: () => void = () => undefined;
    stopOpen = breaker.onOpen(() => end('opened'));
    stopCancel = cancel.onCancel(() => end('cancelled'));
  });
}
