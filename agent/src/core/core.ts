import type { Registry } from 'prom-client';
import { effectiveWarnings, type ConfigDocument } from '@understudy/contract';
import { createStepCaller, LibraryTranslator } from '../attempt/index.ts';
import { createUsageEstimator } from '../cost/index.ts';
import { NativeRoute, type ProviderAccount } from '../dialects/index.ts';
import {
  compileSnapshot,
  Engine,
  incomingTrace,
  systemClock,
  type CircuitExchange,
  type Clock,
  type EngineListener,
  type StepCaller,
  type UsageEstimator,
} from '../engine/index.ts';
import type { SecretResolver, StoreState } from '../store/index.ts';
import {
  createMetrics,
  providerPlaces,
  Statistics,
  type Metrics,
  type ProviderPlaces,
  type StatisticsModel,
  type Tracing,
} from '../telemetry/index.ts';
import { UpstreamPools } from '../upstream/index.ts';
import { resolveAccounts } from './accounts.ts';
import { ClientKeys } from './clientKeys.ts';
import { DeferredEvents } from './deferredEvents.ts';
import { OpenRequests } from './openRequests.ts';

/** A model that may be asked for. */
export interface ModelEntry {
  readonly id: string;
  readonly displayName: string;
  readonly provider: string;
}

/** A configuration as the core takes it over. */
export interface CoreConfig {
  readonly document: ConfigDocument;
  readonly revision: number;
  readonly hash: string;
}

export interface CoreOptions {
  readonly config: CoreConfig;
  readonly resolve: SecretResolver;
  /** `--group`. */
  readonly group: string;
  readonly version: string;
  /** Commit that was built; `unknown` where the build did not say. */
  readonly revision: string;
  /** False in a library: the application measures its own process. */
  readonly nodeMetrics: boolean;
  /** Where the metrics are registered; default: a registry of their own. */
  readonly registry?: Registry;
  readonly clock?: Clock;
  /** Epoch ms at which a price of the document last changed; null = unknown. Default: unknown. */
  readonly pricesUpdatedAt?: (document: ConfigDocument) => number | null;
  /** When drills last proved chains: model id and epoch ms. */
  readonly drillProofs?: () => Iterable<readonly [model: string, at: number]>;
  /** Makes spans of requests; null = traces are off. Default: off. */
  readonly tracing?: Tracing | null;
  /** Whether durations lead to their traces; the metrics are then in the OpenMetrics format. Default: no. */
  readonly exemplars?: boolean;
  /** Whether there are `gen_ai_*` metrics as well. Default: no. */
  readonly genaiMetrics?: boolean;
  /** How agents of a group share their breakers. Default: this one keeps its own. */
  readonly circuits?: CircuitExchange | null;
  /** When LiteLLM's file was last in force, and its drift; null = the agent knows none. */
  readonly litellm?: () => { readonly lastSuccessAt: number | null; readonly drift: boolean | null } | null;
  /** Where the document is kept, and whether it is away. Left out in a library. */
  readonly store?: () => StoreState;
}

/** The engine with everything that it needs and everything that listens, but no listener on a port. */
export class Core {
  readonly engine: Engine;
  readonly metrics: Metrics;
  readonly statistics: Statistics;
  readonly clock: Clock;
  /** The way to the providers, for calls that are no requests of a client. */
  readonly caller: StepCaller;
  readonly #options: CoreOptions;
  readonly #pools = new UpstreamPools();
  readonly #estimator = createUsageEstimator();
  readonly #open = new OpenRequests();
  readonly #deferred = new DeferredEvents();
  #accounts: ReadonlyMap<string, ProviderAccount> = new Map();
  #refusals: ReadonlyMap<string, string> = new Map();
  #clients: ClientKeys;
  #document: ConfigDocument;
  #places: ProviderPlaces = () => undefined;
  #problems: readonly string[] = [];
  #models: readonly ModelEntry[] = [];
  #statisticsModels: ReadonlyMap<string, StatisticsModel> = new Map();

  constructor(options: CoreOptions) {
    const { clock = systemClock, tracing = null, circuits = null } = options;
    const { document } = options.config;
    this.clock = clock;
    this.#options = options;
    this.#document = document;
    this.#clients = new ClientKeys(document, options.resolve);
    this.caller = createStepCaller({
      accounts: { get: (id) => this.#accounts.get(id) },
      pools: this.#pools,
      clock,
      translator: new LibraryTranslator(),
    });
    this.engine = new Engine({
      snapshot: compileSnapshot({ ...document, models: [], chains: [] }, 0, () => false),
      caller: tracing === null ? this.caller : tracing.wrap(this.caller, (provider) => this.#places(provider)),
      estimator: this.#estimator,
      clock,
      random: Math.random,
      circuits,
      ...(tracing === null ? {} : { traceOf: (request) => tracing.traceOf(request, incomingTrace(request)) }),
    });
    const metrics = createMetrics({
      clock,
      readers: {
        circuits: () => this.engine.breakers.readings(this.engine.snapshot),
        nextPosition: (chain) => this.engine.breakers.activePosition(chain),
        ...(options.drillProofs === undefined ? {} : { drillProofs: options.drillProofs }),
        ...(options.litellm === undefined ? {} : { litellm: options.litellm }),
        ...(options.store === undefined ? {} : { store: options.store }),
      },
      build: { version: options.version, revision: options.revision },
      nodeMetrics: options.nodeMetrics,
      exemplars: options.exemplars === true,
      ...(options.genaiMetrics === true ? { genai: (provider) => this.#places(provider) } : {}),
      ...(options.registry === undefined ? {} : { registry: options.registry }),
    });
    this.metrics = {
      ...metrics,
      text: () => {
        this.flush();
        return metrics.text();
      },
      chunks: () => {
        this.flush();
        return metrics.chunks();
      },
    };
    this.statistics = new Statistics({
      clock,
      models: () => this.#statisticsModels,
      costMultiplierLimit: () => effectiveWarnings(this.#document).costMultiplier,
    });
    this.engine.listen(this.#open.listener);
    this.engine.listen(this.#deferred.listener);
    this.listen(metrics.listener);
    this.listen(this.statistics.listener);
    if (tracing !== null) this.listen(tracing.listener);
    this.apply(options.config);
  }

  /** Listens to the engine off the request path: in batches, some milliseconds later. */
  listen(listener: EngineListener): void {
    this.#deferred.listen(listener);
  }

  /** Books what has happened until now; what listeners keep is exact afterwards. */
  flush(): void {
    this.#deferred.flush();
  }

  /** The document in force. */
  get document(): ConfigDocument {
    return this.#document;
  }

  /** Counts tokens where a provider reports none. */
  get estimator(): UsageEstimator {
    return this.#estimator;
  }

  get clients(): ClientKeys {
    return this.#clients;
  }

  /** Enabled models that the data plane lists. */
  get models(): readonly ModelEntry[] {
    return this.#models;
  }

  /** What could not be resolved of the configuration in force: one sentence each, without secrets. */
  get problems(): readonly string[] {
    return this.#problems;
  }

  /** Whether a provider's secrets could be had when the configuration was taken over. */
  hasAccount(provider: string): boolean {
    return this.#accounts.has(provider);
  }

  /** Why a provider's secrets could not be had then, without a value; null = they could. */
  accountProblem(provider: string): string | null {
    return this.#refusals.get(provider) ?? null;
  }

  /** Takes a checked configuration over. Requests under way end on the one they began with. */
  apply(config: CoreConfig): void {
    const { document } = config;
    // What happened before is booked under the configuration that it happened under.
    this.flush();
    const { accounts, problems, refusals } = resolveAccounts(document, this.#options.resolve, this.#accounts);
    this.#accounts = accounts;
    this.#refusals = refusals;
    this.#clients = new ClientKeys(document, this.#options.resolve);
    this.#document = document;
    this.#places = providerPlaces(document.providers);
    this.#statisticsModels = statisticsModels(document);
    this.#models = enabledModels(document);
    this.#problems = [...problems, ...this.#clients.problems];
    this.#pools.apply(
      [...accounts.values()].map((account) => ({
        id: account.id,
        origin: new NativeRoute(account).origin,
        maxConnections: account.maxConnections,
      })),
    );
    const snapshot = compileSnapshot(document, config.revision, (provider) => accounts.has(provider.id));
    this.engine.apply(snapshot);
    this.metrics.configured({
      chains: snapshot.chains,
      hash: config.hash,
      group: this.#options.group,
      pricesUpdatedAt: this.#options.pricesUpdatedAt?.(document) ?? null,
    });
  }

  /** Ends connections and background work. Calls in flight end first. */
  async close(): Promise<void> {
    await this.#pools.close();
    // Tokens of the last answers may still be counted.
    await this.#open.settled();
    this.flush();
    await this.#estimator.close();
    this.metrics.close();
  }
}

function statisticsModels(document: ConfigDocument): ReadonlyMap<string, StatisticsModel> {
  const fallbacks = new Map(document.chains.map((chain) => [chain.model, chain.fallbacks]));
  return new Map(
    document.models.map(({ id, displayName }) => [
      id,
      { displayName: displayName ?? id, fallbacks: fallbacks.get(id) ?? [] },
    ]),
  );
}

function enabledModels(document: ConfigDocument): readonly ModelEntry[] {
  const off = new Set(document.providers.filter(({ enabled }) => enabled === false).map(({ id }) => id));
  return document.models
    .filter(({ enabled, provider }) => enabled !== false && !off.has(provider))
    .map(({ id, displayName, provider }) => ({ id, displayName: displayName ?? id, provider }));
}
