import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DEFAULT_BREAKER, DEFAULT_DEADLINES, type DialectName } from '@understudy/contract';
import { createStepCaller, LibraryTranslator } from '../../agent/src/attempt/index.ts';
import type { ProviderAccount } from '../../agent/src/dialects/index.ts';
import {
  Cancel,
  systemClock,
  type ApiKind,
  type CallOutcome,
  type EngineRequest,
  type JsonObject,
  type Step,
  type StreamEnd,
} from '../../agent/src/engine/index.ts';
import { UpstreamPools } from '../../agent/src/upstream/index.ts';
import { readAll } from '../sim/readAll.ts';

const APIS: Readonly<Record<string, ApiKind>> = {
  '/v1/chat/completions': 'chat',
  '/v1/completions': 'completions',
  '/v1/embeddings': 'embeddings',
  '/v1/responses': 'responses',
  '/v1/messages': 'messages',
};

const BASE_PATH: Partial<Record<DialectName, string>> = { openai: '/v1', google: '/v1beta' };

/** A step at a simulated provider. */
export function stepAt(dialect: DialectName, upstreamModel: string, over: Partial<Step> = {}): Step {
  return {
    model: upstreamModel,
    provider: 'sim',
    upstreamModel,
    dialect,
    target: `sim/${upstreamModel}`,
    callable: true,
    blockedBy: '',
    capabilities: null,
    contextWindow: null,
    price: null,
    deadlines: DEFAULT_DEADLINES,
    breaker: DEFAULT_BREAKER,
    ...over,
  };
}

/** A request as the proxy hands it to the engine. */
export function requestOf(api: ApiKind, json: JsonObject): EngineRequest {
  const request: Omit<EngineRequest, 'traits'> = {
    id: 'r1',
    api,
    model: 'asked-for',
    stream: json.stream === true,
    raw: Buffer.from(JSON.stringify(json)),
    json,
    headers: { traceparent: '00-aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa-bbbbbbbbbbbbbbbb-01' },
    client: 'anonymous',
    tags: [],
    timeoutMs: null,
    fallbacks: 'chain',
    cancel: new Cancel(),
  };
  return { ...request, traits: () => ({ needs: new Set(), textBytes: 0, text: () => '', images: () => [] }) };
}

/** The way to one simulated provider, as the agent would go it. */
export class Provider {
  readonly #pools = new UpstreamPools();
  readonly #origin: string;

  constructor(origin: string) {
    this.#origin = origin;
    this.#pools.apply([{ id: 'sim', origin, maxConnections: 8 }]);
  }

  call(step: Step, request: EngineRequest, over: Partial<ProviderAccount> = {}): Promise<CallOutcome> {
    const account: ProviderAccount = {
      id: 'sim',
      dialect: step.dialect,
      baseUrl: `${this.#origin}${BASE_PATH[step.dialect] ?? ''}`,
      apiKey: 'secret-key',
      apiVersion: null,
      headers: {},
      maxConnections: 8,
      ...over,
    };
    const accounts = { get: () => account };
    const translator = new LibraryTranslator();
    const caller = createStepCaller({ accounts, pools: this.#pools, clock: systemClock, translator });
    return caller.call({ request, step, deadlines: step.deadlines, cancel: request.cancel });
  }

  close(): Promise<void> {
    return this.#pools.destroy();
  }
}

/** A server whose every call is translated to one dialect: what official clients talk to in these tests. */
export class TranslationServer {
  readonly #provider: Provider;
  readonly #server = createServer((req, res) => void this.#receive(req, res));
  /** Where calls go; set by each test. */
  step: Step = stepAt('anthropic', 'unset');
  /** What came of the last call. */
  lastOutcome: CallOutcome | null = null;
  lastEnd: StreamEnd | null = null;

  /** @param origin of the simulated provider */
  constructor(origin: string) {
    this.#provider = new Provider(origin);
  }

  async listen(): Promise<string> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    await this.#provider.close();
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  async #receive(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const json = JSON.parse((await readAll(req)).toString()) as JsonObject;
    const request = requestOf(APIS[req.url ?? ''] ?? 'chat', json);
    this.lastOutcome = await this.#provider.call(this.step, request);
    await this.#answer(this.lastOutcome, res);
  }

  async #answer(outcome: CallOutcome, res: ServerResponse): Promise<void> {
    if (outcome.kind === 'client_error') {
      res.writeHead(outcome.status, outcome.headers).end(outcome.body);
    } else if (outcome.kind === 'failure') {
      const { status, contentType, body } = outcome.said ?? { status: 502, contentType: 'text/plain', body: '' };
      res.writeHead(status, { 'content-type': contentType, 'x-should-retry': 'false' }).end(body);
    } else if (outcome.kind === 'answer') {
      const { answer } = outcome;
      res.writeHead(answer.status, answer.headers);
      if (answer.body.kind === 'full') {
        res.end(answer.body.bytes);
        return;
      }
      this.lastEnd = await answer.body.pump({
        write: (chunk) => res.write(chunk),
        onDrain: (listener) => void res.once('drain', listener),
      });
      res.end();
    }
  }
}
