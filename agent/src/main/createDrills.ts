import type { StartOptions } from '../cli/index.ts';
import { activeStepOf } from '../core/index.ts';
import { readTraits } from '../dialects/index.ts';
import { startDrills, syntheticOutcome, type DrillService } from '../drills/index.ts';
import type { DrillStore } from '../store/index.ts';
import type { LogSink } from '../telemetry/index.ts';
import type { Parts } from './parts.ts';

/** Drills run on an engine of their own: of the agent's metrics they move their own alone. */
export function createDrills(
  options: StartOptions,
  { core, history }: Pick<Parts, 'core' | 'history'>,
  store: DrillStore,
  { logger }: LogSink,
): DrillService {
  const { drillEveryMs: everyMs, drillFailure: failure } = options;
  return startDrills({
    caller: core.caller,
    estimator: core.estimator,
    clock: core.clock,
    random: Math.random,
    readTraits,
    store,
    snapshot: () => core.engine.snapshot,
    document: () => core.document,
    schedule: everyMs === undefined ? null : { everyMs, failure },
    activePosition: (model) => activeStepOf(core.engine, model)?.position ?? -1,
    listeners: [
      ({ model, failure, outcome }) => core.metrics.drilled({ model, failure, outcome: syntheticOutcome(outcome) }),
      (drill) => history.noteDrill(drill),
    ],
    onBug: (error) => logger.error({ err: error }, 'a scheduled drill failed by a mistake of the agent'),
  });
}
