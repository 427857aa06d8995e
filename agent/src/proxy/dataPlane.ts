import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { Cancel, type ApiKind, type Engine, type RejectionReason } from '../engine/index.ts';
import { presentedKey, readClientHeaders, type ClientHeaders } from './clientHeaders.ts';
import { errorBody, statusOf, type ProxyError } from './errorBody.ts';
import { guardAnonymous } from './guard.ts';
import { modelBody, modelListBody, type ListedModel } from './models.ts';
import { parseJsonBody, ProxyRequest, type TraitsReader } from './proxyRequest.ts';
import { readBody } from './readBody.ts';
import { rejectedRecord } from './rejection.ts';
import { writeReady, writeResult } from './respond.ts';
import { DATA_PATHS, matchRoute, type DataRoute } from './routes.ts';
import { answerBrokenRequest } from './brokenRequest.ts';

/** Who may call, as the configuration in force has it. */
export interface ClientDirectory {
  /** True while no `clients` are configured. */
  readonly anonymous: boolean;
  /** The id of the client with this key; null = nobody has it. */
  identify(key: string): string | null;
}

export interface DataPlaneOptions {
  readonly engine: Engine;
  readonly readTraits: TraitsReader;
  readonly clients: () => ClientDirectory;
  /** Enabled models of the configuration in force. */
  readonly models: () => readonly ListedModel[];
  /** Longest request body in bytes; a longer one gets 413. */
  readonly maxBodyBytes: number;
  /** Milliseconds that a client may take to send its headers, and its whole request. */
  readonly headersTimeoutMs: number;
  readonly requestTimeoutMs: number;
  /** True where anonymous use from other hosts was allowed on purpose (`--allow-anonymous`). */
  readonly allowAnonymous: boolean;
  /** Hears of mistakes of ours; the client only gets "internal error". */
  readonly onBug: (error: unknown) => void;
}

/** The running request of one exchange: what every answer to it needs. */
interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly id: string;
  readonly startedAt: number;
}

const JSON_HEADERS = { 'content-type': 'application/json; charset=utf-8' };

/** The data plane: `/v1/*` on Node's own http server. */
export class DataPlane {
  readonly server: Server;
  readonly #options: DataPlaneOptions;
  #draining = false;

  constructor(options: DataPlaneOptions) {
    this.#options = options;
    this.server = createServer({
      headersTimeout: options.headersTimeoutMs,
      requestTimeout: options.requestTimeoutMs,
      connectionsCheckingInterval: Math.min(1_000, options.headersTimeoutMs),
      keepAliveTimeout: 65_000,
      noDelay: true,
    });
    this.server.on('request', (request, response) => {
      this.#handle(request, response).catch((error: unknown) => this.#bug(response, error));
    });
    this.server.on('clientError', answerBrokenRequest);
  }

  /** From now on every answer closes its connection; idle connections are closed at once. */
  drain(): void {
    this.#draining = true;
    this.server.close();
    this.server.closeIdleConnections();
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (this.#draining) response.setHeader('connection', 'close');
    const exchange: Exchange = { request, response, id: `req_${randomUUID()}`, startedAt: performance.now() };
    const route = matchRoute(request.method ?? '', request.url ?? '');
    const client = this.#authenticate(request);
    const api = route.kind === 'call' ? route.api : 'chat';
    if (typeof client !== 'string') {
      const reason = client.code === 'invalid_api_key' ? 'auth' : 'bad_request';
      this.#refuse(exchange, api, client, reason);
    } else if (route.kind === 'call') await this.#call(exchange, route.api, client);
    else this.#answerRoute(exchange, route);
  }

  /** The client's id, or why it may not call. */
  #authenticate(request: IncomingMessage): string | ProxyError {
    const clients = this.#options.clients();
    if (clients.anonymous) return guardAnonymous(request.headers, !this.#options.allowAnonymous) ?? 'anonymous';
    const key = presentedKey(request.headers);
    const client = key === null ? null : clients.identify(key);
    if (client !== null) return client;
    const what = key === null ? 'no client key was sent' : 'the client key is not known';
    return { code: 'invalid_api_key', message: `${what}; send it as "Authorization: Bearer <key>" or "x-api-key"` };
  }

  async #call(exchange: Exchange, api: ApiKind, client: string): Promise<void> {
    const said = readClientHeaders(exchange.request.headers);
    if ('error' in said) {
      this.#refuse(exchange, api, said.error, 'bad_request');
      return;
    }
    const encoding = exchange.request.headers['content-encoding'];
    if (encoding !== undefined && encoding !== 'identity') {
      const message = `content-encoding ${encoding.slice(0, 40)} is not supported for requests; send the body uncompressed`;
      this.#refuse(exchange, api, { code: 'unsupported_encoding', message }, 'bad_request');
      return;
    }
    const body = await readBody(exchange.request, this.#options.maxBodyBytes);
    if (body.kind === 'gone') return;
    if (body.kind === 'too_large') {
      this.#tooLarge(exchange, api);
      return;
    }
    const parsed = parseJsonBody(body.bytes);
    if ('error' in parsed) {
      this.#refuse(exchange, api, parsed.error, 'bad_request');
      return;
    }
    await this.#run(exchange, { api, raw: body.bytes, ...parsed, client: this.#clientOf(client, said) }, said);
  }

  async #run(
    exchange: Exchange,
    parts: { api: ApiKind; raw: Buffer; json: ProxyRequest['json']; model: string; client: string },
    said: ClientHeaders,
  ): Promise<void> {
    const { response } = exchange;
    const cancel = new Cancel();
    let settle: ((finished: boolean) => void) | null = null;
    response.once('close', () => {
      const finished = response.writableFinished;
      if (!finished) cancel.cancel('client');
      settle?.(finished);
    });
    const request = new ProxyRequest({ ...parts, id: exchange.id, cancel }, said, this.#options.readTraits);
    const result = await this.#options.engine.run(request);
    if (result.kind === 'unknown_model') {
      this.#unknownModel(exchange, parts.api, parts.model, result.model);
      return;
    }
    const { settlement } = result;
    await writeResult(response, parts.api, result);
    const status = response.statusCode;
    settle = (finished) => void (finished ? settlement.delivered(status) : settlement.abandoned());
    // The client may have left, or the last byte may have gone out, before there was something to settle.
    if (response.closed || response.destroyed) settle(response.writableFinished);
  }

  #clientOf(client: string, said: ClientHeaders): string {
    return this.#options.clients().anonymous ? (said.client ?? client) : client;
  }

  #unknownModel(exchange: Exchange, api: ApiKind, requested: string, unknown: string): void {
    const error: ProxyError =
      unknown === requested
        ? {
            code: 'model_not_found',
            param: 'model',
            message: `the model "${unknown.slice(0, 100)}" is not configured; GET /v1/models lists those that are`,
          }
        : {
            code: 'invalid_request',
            param: 'x-understudy-fallbacks',
            message: `header x-understudy-fallbacks names "${unknown.slice(0, 100)}", which is not configured; GET /v1/models lists those that are`,
          };
    this.#refuse(exchange, api, error, 'bad_request', requested);
  }

  #tooLarge(exchange: Exchange, api: ApiKind): void {
    exchange.response.setHeader('connection', 'close');
    const megabytes = this.#options.maxBodyBytes / (1024 * 1024);
    const message = `the request body is over the limit of ${Number(megabytes.toFixed(2))} MB; send a smaller one or raise --max-body-mb`;
    this.#refuse(exchange, api, { code: 'body_too_large', message }, 'bad_request');
  }

  #answerRoute(exchange: Exchange, route: Exclude<DataRoute, { kind: 'call' }>): void {
    const { request, response } = exchange;
    request.resume();
    switch (route.kind) {
      case 'models':
        return this.#json(exchange, modelListBody(this.#options.models(), request.headers));
      case 'model': {
        const model = this.#options.models().find((candidate) => candidate.id === route.id);
        if (model !== undefined) return this.#json(exchange, modelBody(model, request.headers));
        const message = `the model "${route.id.slice(0, 100)}" is not configured; GET /v1/models lists those that are`;
        return this.#error(exchange, 'chat', { code: 'model_not_found', param: 'model', message });
      }
      case 'wrong_method':
        response.setHeader('allow', route.allow);
        return this.#error(exchange, route.api, {
          code: 'method_not_allowed',
          message: `use ${route.allow} for this path`,
        });
      case 'unknown': {
        const message = `there is nothing at ${route.path.slice(0, 200)}; the agent serves ${DATA_PATHS.join(', ')}`;
        return this.#error(exchange, 'chat', { code: 'not_found', message });
      }
    }
  }

  #json(exchange: Exchange, body: Record<string, unknown>): void {
    const bytes = Buffer.from(JSON.stringify(body));
    writeReady(exchange.response, { status: 200, headers: JSON_HEADERS, body: bytes }, []);
  }

  #error(exchange: Exchange, api: ApiKind, error: ProxyError): void {
    const body = Buffer.from(JSON.stringify(errorBody(api, error, exchange.id)));
    const status = statusOf(error);
    writeReady(exchange.response, { status, headers: JSON_HEADERS, body }, ['x-understudy-request-id', exchange.id]);
  }

  /** Refuses a call before the engine saw it, and counts it. */
  #refuse(exchange: Exchange, api: ApiKind, error: ProxyError, rejection: RejectionReason, model = ''): void {
    if (!exchange.request.readableEnded) exchange.request.resume();
    this.#error(exchange, api, error);
    const durationMs = performance.now() - exchange.startedAt;
    const status = statusOf(error);
    this.#options.engine.emit({
      type: 'request-ended',
      record: rejectedRecord({
        id: exchange.id,
        api,
        model,
        client: 'anonymous',
        arrivedAt: Date.now() - Math.round(durationMs),
        durationMs,
        status,
        rejection,
        error: error.message,
      }),
    });
  }

  /** Anything that lands here is a mistake of ours: the client gets no detail, the process's log gets it all. */
  #bug(response: ServerResponse, error: unknown): void {
    this.#options.onBug(error);
    if (response.headersSent) {
      response.destroy();
      return;
    }
    const body = errorBody(
      'chat',
      { code: 'internal_error', message: 'the agent failed on this request; its log says why' },
      '',
    );
    writeReady(response, { status: 500, headers: JSON_HEADERS, body: Buffer.from(JSON.stringify(body)) }, []);
  }
}
