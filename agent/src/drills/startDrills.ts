import type { ConfigDocument, DrillFailure } from '@understudy/contract';
import { Drills, type DrillListener, type DrillsOptions } from './drills.ts';
import { DrillSchedule } from './drillSchedule.ts';

export interface DrillServiceOptions extends DrillsOptions {
  /** Null = only on demand. */
  readonly schedule: { readonly everyMs: number; readonly failure: DrillFailure } | null;
  /** Position that the next request of a chain would use. */
  readonly activePosition: (model: string) => number;
  readonly listeners: readonly DrillListener[];
  /** A scheduled drill failed by a mistake of ours. */
  readonly onBug: (error: unknown) => void;
}

/** Drills of a running agent. */
export interface DrillService {
  readonly drills: Drills;
  /** Stops the schedule and every drill, and closes the history when they are in it. May be called again. */
  close(): Promise<void>;
}

/** Models whose chain can be drilled: enabled, with a step to fall back to. */
function drillable({ chains }: ConfigDocument): string[] {
  return chains.filter(({ enabled, fallbacks }) => enabled !== false && fallbacks.length > 0).map(({ model }) => model);
}

/** Drills on demand, and on a schedule where there is one. */
export function startDrills(options: DrillServiceOptions): DrillService {
  const { schedule, clock, activePosition, onBug, store } = options;
  const drills = new Drills(options);
  for (const listener of options.listeners) drills.listen(listener);
  const chains = (): string[] => drillable(options.document());
  const scheduled =
    schedule === null ? null : new DrillSchedule({ ...schedule, drills, clock, chains, activePosition, onBug });
  let closing: Promise<void> | null = null;
  const close = async (): Promise<void> => {
    scheduled?.stop();
    await drills.close();
    await store.close();
  };
  return { drills, close: () => (closing ??= close()) };
}
