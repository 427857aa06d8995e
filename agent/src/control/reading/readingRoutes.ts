import type { ActiveStep, ConfigDocument, LastProven } from '@understudy/contract';
import type { Clock, Engine, Step } from '../../engine/index.ts';
import type { ConfigSource, StoreState } from '../../store/index.ts';
import type { AttemptTally, Events, LastFallbacks, Metrics, OpenCircuits, Statistics } from '../../telemetry/index.ts';
import type { EndpointRouter } from '../http/endpointRouter.ts';
import { eventRoutes } from '../routes/events.ts';
import { recordRoutes } from '../routes/records.ts';
import { statisticsRoutes } from '../routes/statistics.ts';
import { statusRoutes } from '../routes/status.ts';
import { ActiveChains } from './activeChains.ts';
import { chainsByTarget } from './chainsByTarget.ts';
import { perDocument } from './perDocument.ts';
import type { HealthReadPorts } from './readHealth.ts';

/** What the agent remembers of itself. */
export interface HistoryPort {
  readonly events: Pick<Events, 'page' | 'request' | 'kept' | 'addRecorded'>;
  readonly attempts: Pick<AttemptTally, 'counts' | 'targetCounts'>;
  readonly circuits: Pick<OpenCircuits, 'of'>;
  readonly lastFallbacks: Pick<LastFallbacks, 'of'>;
  readonly failure: { readonly at: number; readonly message: string } | null;
  readonly reloadFailed: boolean;
  /** Epoch ms. */
  readonly startedAt: number;
  isBooked(id: string): boolean;
  flush(): Promise<void>;
}

/** Where the reading side of the API reads: memory alone. */
export interface ReadingSources {
  readonly agent: { readonly version: string; readonly group: string; readonly instance: string };
  readonly core: {
    readonly clock: Pick<Clock, 'wall'>;
    readonly engine: Pick<Engine, 'snapshot' | 'breakers'>;
    readonly statistics: Pick<Statistics, 'fallbackStats' | 'today' | 'window' | 'addRecorded'>;
    readonly metrics: Pick<Metrics, 'recorded'>;
    /** Whether a provider's secrets could be had when the configuration came into force. */
    hasAccount(provider: string): boolean;
  };
  readonly history: HistoryPort;
  /** The configuration in force. */
  readonly source: Pick<ConfigSource, 'current' | 'managed'>;
  /** Of whatever is shared with other agents. */
  readonly storeState: () => StoreState;
  readonly activeStep: (model: string) => ActiveStep | null;
  readonly drills: { lastProven(model: string): LastProven | null };
  /** Null = the agent serves; otherwise why not, in a sentence. */
  readonly notReady: () => string | null;
}

/** Models that a local provider serves. */
function localModels({ providers, models }: ConfigDocument): ReadonlySet<string> {
  const local = new Set(providers.filter(({ location }) => location === 'local').map(({ id }) => id));
  return new Set(models.filter(({ provider }) => local.has(provider)).map(({ id }) => id));
}

function healthPorts(sources: ReadingSources, displayName: (model: string) => string): HealthReadPorts {
  const { core, history, source, agent } = sources;
  return {
    agent: { ...agent, startedAt: history.startedAt },
    config: () => source.current(),
    managed: source.managed,
    store: sources.storeState,
    chains: new ActiveChains({
      document: () => source.current().document,
      activeStep: sources.activeStep,
      engine: () => ({ snapshot: core.engine.snapshot, mark: core.engine.breakers.mark }),
    }),
    circuits: () => core.engine.breakers.readings(core.engine.snapshot),
    attempts: (provider) => history.attempts.counts(provider),
    targetAttempts: (target) => history.attempts.targetCounts(target),
    openCircuit: (target) => history.circuits.of(target),
    usersOf: perDocument(() => source.current().document, chainsByTarget),
    lastFallback: (model) => history.lastFallbacks.of(model),
    lastProven: (model) => sources.drills.lastProven(model),
    callable: (provider) => core.hasAccount(provider),
    displayName,
    notReady: sources.notReady,
    reloadFailed: () => history.reloadFailed,
    storeFailure: () => history.failure,
    now: () => core.clock.wall(),
  };
}

/** `status`, `health`, the statistics, `events` and `records`. */
export function readingRoutes(sources: ReadingSources): EndpointRouter[] {
  const { core, history, source } = sources;
  const { engine, statistics, metrics } = core;
  const now = (): number => core.clock.wall();
  const document = (): ConfigDocument => source.current().document;
  const names = perDocument(document, (of) => new Map(of.models.map(({ id, displayName }) => [id, displayName ?? id])));
  const local = perDocument(document, localModels);
  const providers = perDocument(document, (of) => new Map(of.models.map(({ id, provider }) => [id, provider])));
  const chained = perDocument(document, (of) => new Set(of.chains.map(({ model }) => model)));
  const displayName = (model: string): string => names().get(model) ?? model;
  const stepOf = (model: string): Step | null => engine.snapshot.chains.get(model)?.steps[0] ?? null;
  return [
    statusRoutes(healthPorts(sources, displayName)),
    statisticsRoutes({
      statistics,
      fallbackStats: (asked) => statistics.fallbackStats(asked),
      document,
      displayName,
      now,
      // Null = unknown, undefined = no such model.
      priceOf: (model) => engine.snapshot.chains.get(model)?.steps[0]?.price,
      isLocal: (model) => local().has(model),
      ...{ providers, chained, activeStep: sources.activeStep },
      circuits: () => engine.breakers.readings(engine.snapshot),
    }),
    eventRoutes(history.events),
    recordRoutes({
      stepOf,
      book: (record, at) => {
        statistics.addRecorded(record, at);
        history.events.addRecorded(record, at);
      },
      count: (record) => metrics.recorded(record),
      isBooked: (id) => history.isBooked(id),
      flush: () => history.flush(),
      now,
    }),
  ];
}
