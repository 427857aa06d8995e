import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { AuditEntry, ConfigDocument, Endpoint, LastProven, ProviderStatus, Role } from '@understudy/contract';
import { PriceAges, PriceBook, shippedSnapshot } from '../../cost/index.ts';
import { apiRouter } from '../apiRouter.ts';
import { ConfigEditor, type EditorPorts } from '../config/configEditor.ts';
import { RevisionBook } from '../config/revisionBook.ts';
import { controlApp } from '../controlPlane.ts';
import { controlServer } from '../controlServer.ts';
import type { AuditNote } from '../http/audit.ts';
import { createRateLimits } from '../http/rateLimits.ts';
import { PriceSync } from '../prices/priceSync.ts';
import { alertRoutes } from '../routes/alerts.ts';
import { auditRoutes } from '../routes/audit.ts';
import { chainRoutes, type ChainRoutePorts } from '../routes/chains.ts';
import { configRoutes } from '../routes/config.ts';
import { litellmRoutes, type LitellmRoutePorts } from '../routes/litellm.ts';
import { modelRoutes } from '../routes/models.ts';
import { policyRoutes } from '../routes/policy.ts';
import { priceRoutes } from '../routes/prices.ts';
import { providerRoutes } from '../routes/providers.ts';
import { revisionRoutes } from '../routes/revisions.ts';
import { readApiAnswer, type ApiAnswer } from './apiAnswer.ts';
import { MemoryStore } from './memoryStore.ts';

const TOKENS: Readonly<Record<string, Role>> = { adm: 'admin', edi: 'editor', view: 'viewer' };
export const NOW = '2026-10-01T08:00:00.000Z';
const FAST = { readsPerSecond: 1_000_000, writesPerSecond: 1_000_000, drillsPerMinute: 1_000 };

export interface Call {
  readonly body?: unknown;
  readonly ifMatch?: string;
  /** Name of the token; default the admin's, null = none. */
  readonly token?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface WritingApi {
  readonly store: MemoryStore;
  readonly editor: ConfigEditor;
  readonly notes: AuditNote[];
  readonly call: (method: string, path: string, call?: Call) => Promise<ApiAnswer>;
  /** GETs it first and sends its ETag. */
  readonly change: (method: string, path: string, call?: Call) => Promise<ApiAnswer>;
  readonly close: () => Promise<void>;
}

export interface WritingApiOptions {
  readonly document?: ConfigDocument;
  readonly editor?: Partial<EditorPorts>;
  readonly writesPerSecond?: number;
  readonly newest?: () => Promise<PriceBook>;
  readonly litellm?: LitellmRoutePorts['litellm'];
}

const SIGNS = { health: 'healthy', reason: 'all is well', recent: { attempts: 1, failures: 0 } } as const;
const PROVIDER_STATUS = {
  ...{ ...SIGNS, credential: 'set', credentialProblem: null, breakers: [], today: null },
} as const satisfies Omit<ProviderStatus, 'models'>;
const MODEL_STATUS = { ...SIGNS, breaker: null, local: false, blockedBy: null } as const;

const CHAIN_STATUS = {
  ...{ position: 0, label: 'primary', openModels: [], preset: 'patient' as const, edited: false },
  ...{ today: { totalRequests: 0, fallbackCount: 0, fallbackRate: 0 }, lastProven: null },
} as const;
/** Long ago, today and never, by model. */
const PROOFS: Readonly<Record<string, LastProven>> = {
  'gpt-4o': { at: '2026-08-30T08:00:00.000Z', trigger: 'rate_limit', stale: false },
  'org/mini': { at: NOW, trigger: 'timeout', stale: true },
};
const CHAINS: ChainRoutePorts = {
  statuses: async () => (chain) => ({ ...CHAIN_STATUS, openModels: [], model: chain.model }),
  lastProven: (model) => PROOFS[model] ?? null,
  now: () => NOW,
};

function routersOf(store: MemoryStore, editor: ConfigEditor, notes: AuditNote[], newest?: () => Promise<PriceBook>) {
  const ages = new PriceAges({ saved: undefined, save: () => undefined, now: () => NOW });
  ages.follow(editor.document());
  const book = new PriceBook({
    snapshot: shippedSnapshot(),
    since: (model) => ages.since(model),
    now: () => Date.parse(NOW) + 86_400_000,
  });
  const find = async ({ matches }: { matches: (entry: AuditEntry) => boolean }) => {
    const entries = notes.map(({ changes = [], ...note }, at) => ({ id: at + 1, ...note, changes: [...changes] }));
    return { entries: entries.reverse().filter(matches), next: null };
  };
  return [
    configRoutes(editor),
    chainRoutes(editor, CHAINS),
    policyRoutes(editor),
    alertRoutes(editor),
    providerRoutes(editor, () => () => PROVIDER_STATUS),
    modelRoutes(editor, () => () => MODEL_STATUS),
    revisionRoutes(editor, new RevisionBook(store)),
    auditRoutes({ find }),
    priceRoutes(editor, () => book, new PriceSync(editor, newest ?? (async () => book))),
  ];
}

function caller(url: string, endpoints: readonly Endpoint[]): WritingApi['call'] {
  return async (method, path, { body, ifMatch, token = 'adm', headers = {} } = {}) => {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: {
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        ...(ifMatch === undefined ? {} : { 'if-match': ifMatch }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return readApiAnswer(response, { method, path, endpoints });
  };
}

/** The writing side of the control API on a port of its own, over a store without a disk. */
export async function startWritingApi(options: WritingApiOptions = {}): Promise<WritingApi> {
  const store = new MemoryStore(options.document);
  const notes: AuditNote[] = [];
  const editor = new ConfigEditor({
    store,
    managed: false,
    masterKey: undefined,
    references: { allowedEnv: ['*_API_KEY'] },
    urls: { allowMetadata: false },
    hasCredential: () => true,
    now: () => NOW,
    ...options.editor,
  });
  const bugs: unknown[] = [];
  const identify = (token: string) => {
    const role = TOKENS[token];
    return role === undefined ? null : { name: token, role };
  };
  const rates = {
    ...FAST,
    ...(options.writesPerSecond === undefined ? {} : { writesPerSecond: options.writesPerSecond }),
  };
  const api = apiRouter(
    {
      tokens: { configured: true, identify },
      limits: createRateLimits(rates),
      audit: (note) => notes.push(note),
      now: () => NOW,
    },
    [...routersOf(store, editor, notes, options.newest), litellmRoutes({ editor, litellm: options.litellm ?? null })],
  );
  const app = controlApp({
    notReady: () => null,
    metrics: async () => ({ chunks: [], contentType: 'text/plain' }),
    unauthenticated: () => false,
    api,
    version: '0.0.0',
    onBug: (error) => bugs.push(error),
  });
  const server = controlServer(app);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const call = caller(`http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1`, api.endpoints);
  return {
    store,
    editor,
    notes,
    call,
    change: async (method, path, more = {}) => {
      const { etag } = await call('GET', path.split('?')[0] ?? path);
      return call(method, path, { ifMatch: etag, ...more });
    },
    close: async () => {
      server.close();
      server.closeAllConnections();
      if (bugs.length > 0) throw new Error('the API failed by a mistake of the agent', { cause: bugs[0] });
    },
  };
}
