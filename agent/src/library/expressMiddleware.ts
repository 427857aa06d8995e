import type { IncomingMessage, ServerResponse } from 'node:http';
import {
  errorResponse,
  matchRoute,
  presentedKey,
  serveCall,
  writeReady,
  writeRefusal,
  type ApiCalls,
  type ApiError,
  type DataRoute,
  type HttpCall,
} from '../apiformat/index.ts';

/** A request as Express hands it to a middleware; Connect's and Node's own fit as well. */
export interface MiddlewareRequest extends IncomingMessage {
  /** What a body parser made of the body. */
  readonly body?: unknown;
  /** Where the middleware is mounted. */
  readonly baseUrl?: string;
}

/** A middleware of Express 4 and 5. */
export type Middleware = (
  request: MiddlewareRequest,
  response: ServerResponse,
  next: (error?: unknown) => void,
) => void;

/** How the API is mounted in an application. */
export interface MiddlewareOptions {
  /** Longest request body in bytes that is read here; default 32 MiB. A body parser before it has a limit of its own. */
  readonly maxBodyBytes?: number;
  /**
   * Says who calls, after the application's own authentication: an id for attribution and budgets, or null to answer 401.
   * A method, so that it may be written for the request type of Express.
   * Absent: with `clients` in the configuration a client's key is asked for, without them everybody may call.
   */
  client?(request: MiddlewareRequest): string | null;
}

/** Who may call, as the configuration in force has it. */
interface Clients {
  readonly anonymous: boolean;
  identify(key: string): string | null;
}

export interface MiddlewareParts {
  readonly calls: ApiCalls;
  readonly clients: () => Clients;
  readonly onBug: (error: unknown) => void;
}

const DEFAULT_BODY_BYTES = 32 * 1024 * 1024;

/** The path as the data plane knows it: mounted at `/v1` itself, Express has cut that off. */
function pathOf(request: MiddlewareRequest): string {
  const url = request.url ?? '/';
  return (request.baseUrl ?? '').endsWith('/v1') ? `/v1${url}` : url;
}

/** The body that a parser before us has read; null = it is still to be read. */
function parsedBody(request: MiddlewareRequest): Buffer | null {
  if (!request.readableDidRead) return null;
  const { body } = request;
  if (Buffer.isBuffer(body)) return body;
  if (typeof body === 'string') return Buffer.from(body);
  return Buffer.from(body === undefined ? '' : JSON.stringify(body));
}

const NO_KEY: ApiError = {
  code: 'invalid_api_key',
  message: 'no known client key was sent; send it as "Authorization: Bearer <key>" or "x-api-key"',
};

/** Serves the paths of the data plane inside an application; every other request goes on to the next handler. */
export function createMiddleware(parts: MiddlewareParts, options: MiddlewareOptions): Middleware {
  const limit = { bytes: options.maxBodyBytes ?? DEFAULT_BODY_BYTES, fix: 'raise maxBodyBytes' };

  /** Who calls; null = nobody who may. Undefined = whoever the header says. */
  function callerOf(request: MiddlewareRequest): string | null | undefined {
    if (options.client !== undefined) return options.client(request);
    const clients = parts.clients();
    if (clients.anonymous) return undefined;
    const key = presentedKey(request.headers);
    return key === null ? null : clients.identify(key);
  }

  async function serve(
    request: MiddlewareRequest,
    response: ServerResponse,
    route: Exclude<DataRoute, { kind: 'unknown' }>,
  ): Promise<void> {
    const { calls } = parts;
    const arrival = calls.arrive(request.headers);
    const caller = callerOf(request);
    if (caller === null) {
      const api = route.kind === 'call' ? route.api : 'chat';
      writeRefusal(calls, { request, response, arrival, api }, NO_KEY, 'auth');
      return;
    }
    if (route.kind !== 'call') {
      request.resume();
      writeReady(response, calls.answerRoute(arrival, route, request.headers), []);
      return;
    }
    const { api } = route;
    const body = parsedBody(request);
    const client: HttpCall['client'] = (said) => caller ?? said.client ?? 'anonymous';
    await serveCall(calls, { request, response, arrival, api, body, limit, client });
  }

  function failed(response: ServerResponse, error: unknown): void {
    parts.onBug(error);
    if (response.headersSent) {
      response.destroy();
      return;
    }
    const message = 'the request failed by a mistake of Understudy; the log says why';
    writeReady(response, errorResponse(parts.calls.arrive(), 'chat', { code: 'internal_error', message }), []);
  }

  return (request, response, next) => {
    const route = matchRoute(request.method ?? '', pathOf(request));
    if (route.kind === 'unknown') next();
    else serve(request, response, route).catch((error: unknown) => failed(response, error));
  };
}
