import { useEffect, useRef } from 'react';

/** Steps of a clock for people who asked for less motion. */
const CALM_MS = 1_000;

/**
 * Calls `onTick` with the local clock (performance.now) while `running`: each frame, at most every `everyMs`; by the second
 * where motion is not wanted. A hidden tab has no frames, so nothing runs there.
 */
export function useTick(running: boolean, everyMs: number, onTick: (now: number) => void): void {
  const latest = useRef(onTick);
  useEffect(() => {
    latest.current = onTick;
  });
  useEffect(() => {
    if (!running) return undefined;
    const calm = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
    const step = calm ? Math.max(CALM_MS, everyMs) : everyMs;
    let last = Number.NEGATIVE_INFINITY;
    let frame = 0;
    const look = (): void => {
      const now = performance.now();
      if (now - last >= step) {
        last = now;
        latest.current(now);
      }
      frame = requestAnimationFrame(look);
    };
    look();
    return () => cancelAnimationFrame(frame);
  }, [running, everyMs]);
}
