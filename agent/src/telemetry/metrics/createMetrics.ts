import { Registry } from 'prom-client';
import {
  LITELLM_RESULTS,
  type DrillFailure,
  type EventSink,
  type LitellmResult,
  type StoreOperation,
} from '@understudy/contract';
import type { Clock, EngineListener, Outcome, RequestRecord } from '../../engine/index.ts';
import { GenaiMetrics } from '../genai/genaiMetrics.ts';
import type { ProviderPlaces } from '../genai/providerPlace.ts';
import type { SeriesCounter } from '../series/seriesMap.ts';
import { registerAgentGauges, type BuildInfo, type ReloadState } from './agentGauges.ts';
import { bookCost } from './bookCost.ts';
import { bookEvent } from './bookEvent.ts';
import { Exposition } from './exposition.ts';
import { createFamilies, type Families } from './families.ts';
import { Inflight } from './inflight.ts';
import { LabelBook } from './labelBook.ts';
import { LastPositions } from './lastPositions.ts';
import type { MetricsConfig } from './metricsConfig.ts';
import { registerNodeMetrics } from './nodeMetrics.ts';
import { removeDeleted } from './removeDeleted.ts';
import { registerStateGauges } from './stateGauges.ts';
import type { StateReaders } from './stateReaders.ts';
import { zeroInit } from './zeroInit.ts';

/** Series up to which combinations that no configured chain holds get series of their own (observability.md, 1). */
const DEFAULT_SERIES_LIMIT = 20_000;

export interface MetricsOptions {
  /** Default: a new one. */
  readonly registry?: Registry;
  readonly clock: Pick<Clock, 'now' | 'wall'>;
  readonly readers: StateReaders;
  readonly build: BuildInfo;
  /** Default 20,000. */
  readonly seriesLimit?: number;
  /** Whether metrics of the process and of Node are registered as well; default true. */
  readonly nodeMetrics?: boolean;
  /** Milliseconds for which an exposition is served again; default 1,000. */
  readonly cacheMs?: number;
  /** Whether durations lead to their traces; the exposition is then in the OpenMetrics format. Default false. */
  readonly exemplars?: boolean;
  /** Where providers are, for `gen_ai_*` metrics; without it there are none. */
  readonly genai?: ProviderPlaces;
}

/** The agent's metrics: listens to the engine, is told of configurations, answers scrapes. */
export interface Metrics {
  readonly registry: Registry;
  readonly contentType: string;
  readonly listener: EngineListener;
  /** A configuration came into force: deleted models' series go, new models' counters appear at 0. */
  configured(config: MetricsConfig): void;
  /** A configuration was refused; the old one stays in force. */
  configurationRefused(): void;
  /** A drill ended; it moves nothing else. */
  drilled(drill: { readonly model: string; readonly failure: DrillFailure; readonly outcome: Outcome }): void;
  /** A call was made elsewhere and recorded here: its request, tokens and cost count, no attempt and no duration. */
  recorded(record: RequestRecord): void;
  /** LiteLLM's file is written from here: its results appear at 0. */
  litellmConfigured(): void;
  /** A write of LiteLLM's file ended. */
  litellmSynced(result: LitellmResult): void;
  storeFailed(op: StoreOperation): void;
  eventsDropped(sink: EventSink, count?: number): void;
  /** The exposition, not compressed. */
  text(): Promise<string>;
  /** The same in bytes, made so that a large one does not hold the event loop. */
  chunks(): Promise<readonly Buffer[]>;
  /** Ends background sampling. */
  close(): void;
}

/** Registers every family of the contract and answers with what feeds and shows them. */
export function createMetrics(options: MetricsOptions): Metrics {
  const registry = options.registry ?? new Registry();
  const { clock, exemplars = false } = options;
  const series: SeriesCounter = { total: 0 };
  const refused = (): void => families.eventsDropped.add({ sink: 'metrics' });
  const families: Families = createFamilies(registry, series, refused);
  const genai = options.genai === undefined ? null : new GenaiMetrics(registry, series, refused, options.genai);
  const book = new LabelBook(options.seriesLimit ?? DEFAULT_SERIES_LIMIT, series, (label) =>
    families.labelOverflow.add({ label }),
  );
  const last = new LastPositions(clock);
  const inflight = new Inflight();
  const books = { families, labels: book, last, inflight, exemplars, genai };
  const reload: ReloadState = { config: null, successful: null, succeededAt: null };
  const chains = (): MetricsConfig['chains'] => reload.config?.chains ?? new Map();
  registerStateGauges(registry, { chains, readers: options.readers, last, inflight });
  registerAgentGauges(registry, options.build, reload);
  const stopNodeMetrics = options.nodeMetrics === false ? () => undefined : registerNodeMetrics(registry);
  const exposition = expositionOf(registry, options);

  return {
    registry,
    contentType: exposition.contentType,
    listener: (event) => bookEvent(books, event),
    configured(config) {
      book.configure(config.chains);
      removeDeleted(families, book.modelLabels(), book.targets());
      genai?.keepOnly(book.modelLabels());
      last.keepOnly(config.chains);
      inflight.prune((model) => book.modelLabels().has(model));
      zeroInit(families, config.chains);
      reload.config = config;
      reload.successful = true;
      reload.succeededAt = clock.wall();
      families.configReloads.add({ result: 'success' });
    },
    configurationRefused() {
      reload.successful = false;
      families.configReloads.add({ result: 'failure' });
    },
    drilled: ({ model, failure, outcome }) =>
      families.synthetic.add({ model: book.model(model), scenario: failure, outcome }),
    recorded(record) {
      const model = book.model(record.model);
      const { route, outcome } = record;
      families.requests.add({ model, route, outcome });
      if (record.exhausted && outcome === 'error') families.chainExhausted.add({ model });
      bookCost(families, book, model, record);
    },
    litellmConfigured() {
      for (const result of LITELLM_RESULTS) families.litellmSyncs.add({ result }, 0);
    },
    litellmSynced: (result) => families.litellmSyncs.add({ result }),
    storeFailed: (op) => families.storeErrors.add({ op }),
    eventsDropped: (sink, count = 1) => families.eventsDropped.add({ sink }, count),
    text: () => exposition.text(),
    chunks: () => exposition.chunks(),
    close: stopNodeMetrics,
  };
}

function expositionOf(registry: Registry, { clock, exemplars, cacheMs }: MetricsOptions): Exposition {
  const format = exemplars === true ? 'openmetrics' : 'prometheus';
  return new Exposition({ registry, clock, format, ...(cacheMs === undefined ? {} : { cacheMs }) });
}
