import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import {
  ApiCalls,
  errorResponse,
  matchRoute,
  presentedKey,
  serveCall,
  writeReady,
  writeRefusal,
  type ApiCallsOptions,
  type ApiError,
  type ClientHeaders,
} from '../apiformat/index.ts';
import { answerBrokenRequest } from './brokenRequest.ts';
import { guardAnonymous } from './guard.ts';

/** Who may call, as the configuration in force has it. */
export interface ClientDirectory {
  /** True while no `clients` are configured. */
  readonly anonymous: boolean;
  /** The id of the client with this key; null = nobody has it. */
  identify(key: string): string | null;
}

export interface DataPlaneOptions extends ApiCallsOptions {
  readonly clients: () => ClientDirectory;
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

/** Headers are part of the request, so Node refuses a longer time for them; a request timeout of 0 is none. */
function headersTimeoutOf({ headersTimeoutMs, requestTimeoutMs }: DataPlaneOptions): number {
  return requestTimeoutMs === 0 ? headersTimeoutMs : Math.min(headersTimeoutMs, requestTimeoutMs);
}

/** The data plane: `/v1/*` on Node's own http server. */
export class DataPlane {
  readonly server: Server;
  readonly #options: DataPlaneOptions;
  readonly #calls: ApiCalls;
  #draining = false;

  constructor(options: DataPlaneOptions) {
    this.#options = options;
    this.#calls = new ApiCalls(options);
    const headersTimeout = headersTimeoutOf(options);
    this.server = createServer({
      headersTimeout,
      requestTimeout: options.requestTimeoutMs,
      connectionsCheckingInterval: Math.min(1_000, headersTimeout),
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
    const arrival = this.#calls.arrive(request.headers);
    const route = matchRoute(request.method ?? '', request.url ?? '');
    const client = this.#authenticate(request);
    if (typeof client !== 'string') {
      const reason = client.code === 'invalid_api_key' ? 'auth' : 'bad_request';
      const api = route.kind === 'call' ? route.api : 'chat';
      writeRefusal(this.#calls, { request, response, arrival, api }, client, reason);
    } else if (route.kind === 'call') {
      await serveCall(this.#calls, {
        request,
        response,
        arrival,
        api: route.api,
        body: null,
        limit: { bytes: this.#options.maxBodyBytes, fix: 'raise --max-body-mb' },
        client: (said) => this.#clientOf(client, said),
      });
    } else {
      request.resume();
      writeReady(response, this.#calls.answerRoute(arrival, route, request.headers), []);
    }
  }

  /** The client's id, or why it may not call. */
  #authenticate(request: IncomingMessage): string | ApiError {
    const clients = this.#options.clients();
    if (clients.anonymous) return guardAnonymous(request.headers, !this.#options.allowAnonymous) ?? 'anonymous';
    const key = presentedKey(request.headers);
    const client = key === null ? null : clients.identify(key);
    if (client !== null) return client;
    const what = key === null ? 'no client key was sent' : 'the client key is not known';
    return { code: 'invalid_api_key', message: `${what}; send it as "Authorization: Bearer <key>" or "x-api-key"` };
  }

  #clientOf(client: string, said: ClientHeaders): string {
    return this.#options.clients().anonymous ? (said.client ?? client) : client;
  }

  /** Anything that lands here is a mistake of ours: the client gets no detail, the process's log gets it all. */
  #bug(response: ServerResponse, error: unknown): void {
    this.#options.onBug(error);
    if (response.headersSent) {
      response.destroy();
      return;
    }
    const message = 'the agent failed on this request; its log says why';
    writeReady(response, errorResponse(this.#calls.arrive(), 'chat', { code: 'internal_error', message }), []);
  }
}
