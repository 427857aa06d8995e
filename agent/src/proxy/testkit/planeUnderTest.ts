import type { AddressInfo } from 'node:net';
import type { ConfigDocument } from '@understudy/contract';
import {
  compileSnapshot,
  Engine,
  type Call,
  type CallOutcome,
  type EngineEvent,
  type RequestRecord,
} from '../../engine/index.ts';
import { DataPlane, type ClientDirectory, type DataPlaneOptions } from '../dataPlane.ts';

const DOCUMENT: ConfigDocument = {
  version: 1,
  providers: [{ id: 'p', dialect: 'openai', baseUrl: 'http://127.0.0.1:1/v1', location: 'local' }],
  models: [
    { id: 'lead', provider: 'p', displayName: 'Lead' },
    { id: 'org/second', provider: 'p' },
    { id: 'no-tools', provider: 'p', capabilities: [] },
  ],
  chains: [{ model: 'lead', fallbacks: ['org/second'], preset: 'immediate' }],
};

/** An answer of one step, as a caller would give it. */
export function whole(text: string, headers: Record<string, string> = {}): CallOutcome {
  const bytes = Buffer.from(text);
  return {
    kind: 'answer',
    firstContentAt: performance.now(),
    answer: {
      status: 200,
      headers: { 'content-type': 'application/json', ...headers },
      body: { kind: 'full', bytes },
      usage: { input: 1, output: 1, cacheRead: 0, cacheWrite: 0, reasoning: 0, estimated: false },
      outputText: () => '',
    },
  };
}

/** A data plane on an ephemeral port whose upstream calls are played by `play`. */
export interface PlaneUnderTest {
  readonly url: string;
  readonly port: number;
  readonly plane: DataPlane;
  readonly calls: Call[];
  /** Resolves with the record of the next request that ends after the ones already seen. */
  ended(count: number): Promise<RequestRecord>;
  close(): Promise<void>;
}

/** Remembers the requests that ended. */
class Books {
  readonly #records: RequestRecord[] = [];
  readonly #waiting: { count: number; resolve: (record: RequestRecord) => void }[] = [];

  readonly listen = (event: EngineEvent): void => {
    if (event.type !== 'request-ended') return;
    this.#records.push(event.record);
    for (const waiter of this.#waiting) if (waiter.count === this.#records.length) waiter.resolve(event.record);
  };

  ended(count: number): Promise<RequestRecord> {
    return new Promise((resolve) => {
      const known = this.#records[count - 1];
      if (known !== undefined) resolve(known);
      else this.#waiting.push({ count, resolve });
    });
  }
}

function engineOf(call: (call: Call) => Promise<CallOutcome>, books: Books): Engine {
  const usage = { input: 1, output: 1, cacheRead: 0, cacheWrite: 0, reasoning: 0, estimated: true };
  return new Engine({
    snapshot: compileSnapshot(DOCUMENT, 1, () => true),
    caller: { call, unsupported: () => null },
    estimator: { estimate: async () => usage, countInput: async () => 1 },
    random: () => 0,
    listeners: [books.listen],
  });
}

/** Starts a data plane; `options` are over the defaults of a small one. */
export async function startPlane(
  play: (call: Call) => CallOutcome | Promise<CallOutcome>,
  options: Partial<DataPlaneOptions> & { directory?: ClientDirectory; needs?: readonly 'tools'[] } = {},
): Promise<PlaneUnderTest> {
  const calls: Call[] = [];
  const books = new Books();
  const engine = engineOf(async (call) => {
    calls.push(call);
    return play(call);
  }, books);
  const plane = new DataPlane({
    engine,
    readTraits: () => ({ needs: new Set(options.needs ?? []), textBytes: 0, text: () => '', images: () => [] }),
    clients: () => options.directory ?? { anonymous: true, identify: () => null },
    models: () => DOCUMENT.models.map(({ id, displayName }) => ({ id, displayName: displayName ?? id, provider: 'p' })),
    maxBodyBytes: 2_000,
    headersTimeoutMs: 10_000,
    requestTimeoutMs: 60_000,
    allowAnonymous: false,
    onBug: (error) => {
      throw error;
    },
    ...options,
  });
  await new Promise<void>((resolve) => plane.server.listen(0, '127.0.0.1', resolve));
  const { port } = plane.server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    plane,
    calls,
    ended: (count) => books.ended(count),
    close: async () => {
      plane.server.closeAllConnections();
      await new Promise((resolve) => plane.server.close(resolve));
    },
  };
}

/** A JSON POST as a client makes it. */
export function post(url: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}
