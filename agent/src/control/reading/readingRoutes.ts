import type { ActiveStep, ConfigDocument, LastProven } from '@understudy/contract';
import type { CircuitReading, Engine, RequestRecord } from '../../engine/index.ts';
import type { AttemptTally, Events, LastFallbacks, Metrics, Statistics } from '../../telemetry/index.ts';
import type { EndpointRouter } from '../http/endpointRouter.ts';
import { eventRoutes } from '../routes/events.ts';
import { recordRoutes } from '../routes/records.ts';
import { statisticsRoutes } from '../routes/statistics.ts';
import { statusRoutes } from '../routes/status.ts';
import type { HealthReadPorts } from './readHealth.ts';

/** What the agent remembers of itself. */
export interface HistoryPort {
  readonly events: Pick<Events, 'page' | 'addRecorded'>;
  readonly attempts: Pick<AttemptTally, 'counts'>;
  readonly lastFallbacks: Pick<LastFallbacks, 'of'>;
  readonly failure: { readonly at: number; readonly message: string } | null;
  readonly reloadFailed: boolean;
  isBooked(id: string): boolean;
  flush(): Promise<void>;
}

/** Where the reading side of the API reads: memory alone. */
export interface ReadingSources {
  readonly agent: { readonly version: string; readonly group: string; readonly startedAt: number };
  readonly engine: Pick<Engine, 'snapshot' | 'breakers'>;
  readonly statistics: Pick<Statistics, 'fallbackStats' | 'window' | 'addRecorded'>;
  readonly metrics: Pick<Metrics, 'recorded'>;
  readonly history: HistoryPort;
  /** The configuration in force. */
  readonly config: () => { readonly document: ConfigDocument; readonly revision: number; readonly hash: string };
  readonly managed: boolean;
  readonly activeStep: (model: string) => ActiveStep | null;
  readonly lastProven: (model: string) => LastProven | null;
  /** Whether a provider's secrets could be had when the configuration came into force. */
  readonly callable: (provider: string) => boolean;
  /** Null = the agent serves; otherwise why not, in a sentence. */
  readonly notReady: () => string | null;
  /** Epoch ms. */
  readonly now: () => number;
}

/** Something made of the document in force, once a document. */
function perDocument<Made>(document: () => ConfigDocument, make: (document: ConfigDocument) => Made): () => Made {
  const byDocument = new WeakMap<ConfigDocument, { readonly made: Made }>();
  return () => {
    const current = document();
    const known = byDocument.get(current) ?? { made: make(current) };
    byDocument.set(current, known);
    return known.made;
  };
}

/** Models that a local provider serves. */
function localModels({ providers, models }: ConfigDocument): ReadonlySet<string> {
  const local = new Set(providers.filter(({ location }) => location === 'local').map(({ id }) => id));
  return new Set(models.filter(({ provider }) => local.has(provider)).map(({ id }) => id));
}

function healthPorts(sources: ReadingSources, displayName: (model: string) => string): HealthReadPorts {
  const { engine, history } = sources;
  return {
    ...sources,
    displayName,
    circuits: (): readonly CircuitReading[] => engine.breakers.readings(engine.snapshot),
    attempts: (provider) => history.attempts.counts(provider),
    lastFallback: (model) => history.lastFallbacks.of(model),
    reloadFailed: () => history.reloadFailed,
    storeFailure: () => history.failure,
  };
}

/** `status`, `health`, the statistics, `events` and `records`. */
export function readingRoutes(sources: ReadingSources): EndpointRouter[] {
  const { engine, statistics, history, metrics, now } = sources;
  const document = (): ConfigDocument => sources.config().document;
  const names = perDocument(document, (of) => new Map(of.models.map(({ id, displayName }) => [id, displayName ?? id])));
  const local = perDocument(document, localModels);
  const displayName = (model: string): string => names().get(model) ?? model;
  const stepOf = (model: string) => engine.snapshot.chains.get(model)?.steps[0] ?? null;
  return [
    statusRoutes(healthPorts(sources, displayName)),
    statisticsRoutes({
      statistics,
      fallbackStats: (asked) => statistics.fallbackStats(asked),
      document,
      displayName,
      now,
      priceOf: (model) => {
        const step = stepOf(model);
        return step === null ? undefined : step.price;
      },
      isLocal: (model) => local().has(model),
    }),
    eventRoutes(history.events),
    recordRoutes({
      stepOf,
      book: (record: RequestRecord, at) => {
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
