import type { ApiKind } from '../engine/index.ts';

/** Where a request of the data plane goes. */
export type DataRoute =
  | { readonly kind: 'call'; readonly api: ApiKind }
  | { readonly kind: 'models' }
  | { readonly kind: 'model'; readonly id: string }
  | { readonly kind: 'wrong_method'; readonly allow: string; readonly api: ApiKind }
  | { readonly kind: 'unknown'; readonly path: string };

const CALLS: ReadonlyMap<string, ApiKind> = new Map([
  ['/v1/chat/completions', 'chat'],
  ['/v1/completions', 'completions'],
  ['/v1/embeddings', 'embeddings'],
  ['/v1/responses', 'responses'],
  ['/v1/messages', 'messages'],
]);

/** The paths that the data plane serves, for error messages. */
export const DATA_PATHS = [...CALLS.keys(), '/v1/models', '/v1/models/{id}'];

const MODEL_PREFIX = '/v1/models/';

/** Matches the request line as it came in; a query string is allowed and ignored. */
export function matchRoute(method: string, url: string): DataRoute {
  const query = url.indexOf('?');
  const path = query < 0 ? url : url.slice(0, query);
  const api = CALLS.get(path);
  if (api !== undefined) {
    return method === 'POST' ? { kind: 'call', api } : { kind: 'wrong_method', allow: 'POST', api };
  }
  const isList = path === '/v1/models';
  if (!isList && !path.startsWith(MODEL_PREFIX)) return { kind: 'unknown', path };
  if (method !== 'GET' && method !== 'HEAD') return { kind: 'wrong_method', allow: 'GET, HEAD', api: 'chat' };
  if (isList) return { kind: 'models' };
  const id = decode(path.slice(MODEL_PREFIX.length));
  return id === null ? { kind: 'unknown', path } : { kind: 'model', id };
}

/** Ids are the rest of the path, so `/` and `%2F` are the same. Null = broken percent-encoding. */
function decode(rest: string): string | null {
  try {
    return decodeURIComponent(rest);
  } catch {
    return null;
  }
}
