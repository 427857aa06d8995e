import type { IncomingHttpHeaders } from 'node:http';
import { DATA_PATHS, matchRoute, type ApiCalls, type ClientHeaders, type DataRoute } from '../apiformat/index.ts';
import { replyHeaders, type LocalCalls } from './localCalls.ts';

type FetchInput = Parameters<typeof globalThis.fetch>[0];
type FetchInit = NonNullable<Parameters<typeof globalThis.fetch>[1]>;

/** Paths of the data plane without `/v1`, longest first, so that `/completions` does not hide `/chat/completions`. */
const SUFFIXES = DATA_PATHS.map((path) => path.slice('/v1'.length))
  .filter((path) => !path.startsWith('/models'))
  .sort((a, b) => b.length - a.length);

/** Statuses whose responses may not have a body. */
const BODILESS = new Set([101, 204, 205, 304]);

/**
 * The route of any URL whose path ends in a path of the data plane, with or without `/v1`: whatever base URL a client is set
 * up with, its calls arrive.
 */
function localRoute(method: string, url: URL): DataRoute {
  const { pathname } = url;
  const suffix = SUFFIXES.find((path) => pathname.endsWith(path));
  if (suffix !== undefined) return matchRoute(method, `/v1${suffix}`);
  const models = /\/models(\/.+)?$/.exec(pathname.replace(/^\/v1(?=\/)/, ''));
  return models === null ? { kind: 'unknown', path: pathname } : matchRoute(method, `/v1${models[0]}`);
}

async function bytesOf(body: FetchInit['body'], request: Request | null): Promise<Buffer> {
  if (typeof body === 'string') return Buffer.from(body);
  if (body === undefined || body === null) return request === null ? Buffer.alloc(0) : bytesOfRequest(request);
  return Buffer.from(await new Response(body).arrayBuffer());
}

async function bytesOfRequest(request: Request): Promise<Buffer> {
  return Buffer.from(await request.arrayBuffer());
}

/** What a local fetch is made of. */
export interface LocalFetchParts {
  readonly calls: ApiCalls;
  readonly local: LocalCalls;
  readonly client: (headers: IncomingHttpHeaders) => (said: ClientHeaders) => string;
}

/**
 * A `fetch` for the clients of the OpenAI and Anthropic APIs that is answered inside this process. Errors come as responses
 * in the API's shape, as from a server; only an abort rejects.
 */
export function createLocalFetch({ calls, local, client }: LocalFetchParts): typeof globalThis.fetch {
  return async (input: FetchInput, init: FetchInit = {}): Promise<Response> => {
    const request = input instanceof Request ? input : null;
    const url = new URL(input instanceof Request ? input.url : input);
    const method = (init.method ?? request?.method ?? 'GET').toUpperCase();
    const headers = Object.fromEntries(new Headers(init.headers ?? request?.headers));
    const route = localRoute(method, url);
    const signal = init.signal ?? request?.signal ?? null;
    if (route.kind !== 'call') {
      signal?.throwIfAborted();
      const { status, headers: own, body } = calls.answerRoute(calls.arrive(headers), route, headers);
      return new Response(method === 'HEAD' ? null : new Uint8Array(body), { status, headers: own });
    }
    const raw = await bytesOf(init.body, request);
    const reply = await local.run({ api: route.api, raw, headers, signal, client: client(headers) });
    if (reply.kind === 'stream') {
      return new Response(reply.body, { status: reply.status, headers: replyHeaders(reply.headers, reply.meta) });
    }
    const { status, headers: own, body } = reply.ready;
    return new Response(BODILESS.has(status) ? null : new Uint8Array(body), {
      status,
      headers: replyHeaders(own, reply.meta),
    });
  };
}
