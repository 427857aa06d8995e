import { monitorEventLoopDelay } from 'node:perf_hooks';

/** Milliseconds between two looks; what is measured is how much later the next one came. */
const EVERY_MS = 2;

let watch: ReturnType<typeof monitorEventLoopDelay> | null = null;

/** Begins to watch the event loop of this process. */
export function startLoopWatch(): void {
  watch = monitorEventLoopDelay({ resolution: EVERY_MS });
  watch.enable();
}

/** The longest stall since then, in milliseconds. */
export function stopLoopWatch(): number {
  if (watch === null) throw new Error('the event loop is not watched');
  watch.disable();
  return Math.max(0, watch.max / 1_000_000 - EVERY_MS);
}
