import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { ConfigDocument, Endpoint, LastProven, Role } from '@understudy/contract';
import { compileSnapshot } from '../../engine/index.ts';
import { startEngine, type EngineUnderTest } from '../../engine/testkit/index.ts';
import type { StoreState } from '../../store/index.ts';
import {
  AttemptTally,
  createMetrics,
  Events,
  LastFallbacks,
  OpenCircuits,
  Statistics,
  type Metrics,
} from '../../telemetry/index.ts';
import { apiRouter } from '../apiRouter.ts';
import { controlApp } from '../controlPlane.ts';
import { controlServer } from '../controlServer.ts';
import { createRateLimits } from '../http/rateLimits.ts';
import { readingRoutes, type ReadingSources } from '../reading/readingRoutes.ts';
import { readApiAnswer, type ApiAnswer } from './apiAnswer.ts';

const TOKENS: Readonly<Record<string, Role>> = { adm: 'admin', view: 'viewer' };
const FAST = { readsPerSecond: 1_000_000, writesPerSecond: 1_000_000, drillsPerMinute: 1_000 };

/** The reading side of the control API on a port of its own, over an engine whose providers are played. */
export interface ReadingApi extends EngineUnderTest {
  readonly statistics: Statistics;
  readonly history: Events;
  readonly metrics: Metrics;
  /** What the test may change: state that comes from elsewhere. */
  readonly state: {
    notReady: string | null;
    reloadFailed: boolean;
    failure: { at: number; message: string } | null;
    store: StoreState;
    proven: LastProven | null;
    keyless: string[];
    flushes: number;
  };
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<ApiAnswer>;
  post(path: string, body: unknown, token?: string): Promise<ApiAnswer>;
  close(): Promise<void>;
}

function telemetryOf({ engine, clock }: EngineUnderTest, document: ConfigDocument) {
  const fallbacks = new Map(document.chains.map((chain) => [chain.model, chain.fallbacks]));
  const models = new Map(
    document.models.map(({ id, displayName = id }) => [id, { displayName, fallbacks: fallbacks.get(id) ?? [] }]),
  );
  const statistics = new Statistics({ clock, models: () => models, costMultiplierLimit: () => 2 });
  const lastFallbacks = new LastFallbacks();
  const history = new Events({ clock, onEvent: (event) => lastFallbacks.note(event) });
  const attempts = new AttemptTally(clock);
  const circuits = new OpenCircuits(clock);
  const metrics = createMetrics({
    clock,
    readers: { circuits: () => [], nextPosition: () => 0 },
    build: { version: '1.2.3', revision: 'none' },
    nodeMetrics: false,
    cacheMs: 0,
  });
  metrics.configured({ chains: engine.snapshot.chains, hash: 'h', group: 'g', pricesUpdatedAt: null });
  for (const { listener } of [statistics, history, attempts, circuits, metrics]) engine.listen(listener);
  return { statistics, lastFallbacks, history, attempts, circuits, metrics };
}

function activeStepOf({ engine }: EngineUnderTest, model: string) {
  const chain = engine.snapshot.chains.get(model);
  if (chain === undefined) return null;
  const position = engine.breakers.activePosition(chain);
  const label = position < 0 ? 'all failed' : `step ${position}`;
  return { position, label, model: chain.steps[position]?.model ?? null };
}

type Telemetry = ReturnType<typeof telemetryOf>;

function sourcesOf(
  under: EngineUnderTest,
  document: ConfigDocument,
  telemetry: Telemetry,
  state: ReadingApi['state'],
  managed: boolean,
): ReadingSources {
  const booked = new Set<string>();
  const { statistics, metrics, history, attempts, circuits, lastFallbacks } = telemetry;
  return {
    agent: { version: '1.2.3', group: 'edge', instance: 'edge-1' },
    core: {
      ...{ clock: under.clock, engine: under.engine, statistics, metrics },
      hasAccount: (id) => !state.keyless.includes(id),
    },
    history: {
      ...{ events: history, attempts, circuits, lastFallbacks, startedAt: under.clock.wall() },
      get failure() {
        return state.failure;
      },
      get reloadFailed() {
        return state.reloadFailed;
      },
      isBooked: (id) => booked.has(id) || !booked.add(id).has(id),
      flush: async () => void (state.flushes += 1),
    },
    source: { managed, current: () => ({ document, revision: 7, hash: 'abc' }) },
    storeState: () => state.store,
    activeStep: (model) => activeStepOf(under, model),
    drills: { lastProven: () => state.proven },
    notReady: () => state.notReady,
  };
}

function identify(token: string): { name: string; role: Role } | null {
  const role = TOKENS[token];
  return role === undefined ? null : { name: token, role };
}

/** An http server for the routes; mistakes of ours land in `bugs`. */
async function serve(sources: ReadingSources, now: () => number, bugs: unknown[]) {
  const api = apiRouter(
    {
      tokens: { configured: true, identify },
      limits: createRateLimits(FAST),
      audit: () => undefined,
      now: () => new Date(now()).toISOString(),
    },
    readingRoutes(sources),
  );
  const app = controlApp({
    notReady: () => null,
    metrics: async () => ({ chunks: [], contentType: 'text/plain' }),
    unauthenticated: () => false,
    api,
    version: '1.2.3',
    onBug: (error) => bugs.push(error),
  });
  const server = controlServer(app);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { server, endpoints: api.endpoints };
}

type Call = (method: 'get' | 'post', path: string, init: RequestInit) => Promise<ApiAnswer>;

function callerOf(url: string, endpoints: readonly Endpoint[]): Call {
  return async (method, path, init) =>
    readApiAnswer(await fetch(`${url}${path}`, { ...init, method }), { method, path, endpoints });
}

/** Starts it for a document. */
export async function startReadingApi(document: ConfigDocument, managed = false): Promise<ReadingApi> {
  const under = startEngine({ snapshot: compileSnapshot(document, 7, () => true) });
  const telemetry = telemetryOf(under, document);
  const { statistics, history, metrics } = telemetry;
  const state: ReadingApi['state'] = {
    ...{ notReady: null, reloadFailed: false, failure: null, proven: null, keyless: [], flushes: 0 },
    store: { kind: 'file', address: null, outage: null },
  };
  const bugs: unknown[] = [];
  const sources = sourcesOf(under, document, telemetry, state, managed);
  const { server, endpoints } = await serve(sources, () => under.clock.wall(), bugs);
  const call = callerOf(`http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1`, endpoints);
  return {
    ...under,
    ...{ statistics, history, metrics, state },
    get: (path, headers = {}) => call('get', path, { headers: { authorization: 'Bearer view', ...headers } }),
    post: (path, body, token = 'adm') =>
      call('post', path, {
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    close: async () => {
      metrics.close();
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
      if (bugs.length > 0) throw new Error('the API failed by a mistake of the agent', { cause: bugs[0] });
    },
  };
}
