import type { PriceSync } from './priceSync.ts';

/** Author of what the schedule changes. */
const AUTHOR = 'prices-sync';

export interface PriceScheduleOptions {
  readonly everyMs: number;
  /** Told of what was changed, and of what went wrong; the next turn tries again. */
  readonly onDone: (changed: number, revision: number) => void;
  readonly onProblem: (error: unknown) => void;
}

/** Syncs prices again and again, models without a price of their own only. @returns what ends it */
export function startPriceSchedule(sync: PriceSync, options: PriceScheduleOptions): () => void {
  const turn = async (): Promise<void> => {
    try {
      const { result, changes } = await sync.run({ author: AUTHOR, reason: null, dryRun: false }, false);
      if (changes.length > 0) options.onDone(changes.length, result.revision);
    } catch (error) {
      options.onProblem(error);
    }
  };
  const timer = setInterval(() => void turn(), options.everyMs);
  timer.unref();
  return () => clearInterval(timer);
}
