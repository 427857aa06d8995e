import type { HttpMethod } from '@understudy/contract';
import { lastValueFrom } from 'rxjs';
import { getBackendSrv, isFetchError } from '@grafana/runtime';
import { PLUGIN_ID } from '../plugin.ts';

/** One call of the control API, as Grafana's proxy takes it. */
export interface TransportRequest {
  readonly method: HttpMethod;
  /** Below `/api/v1`, with a leading slash, already encoded. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly signal?: AbortSignal;
  /** `text` leaves the answer as it came, as for CSV. */
  readonly as?: 'json' | 'text';
}

/** An answer, also of a failed call; `status` 0 = nothing came back. */
export interface TransportResponse {
  readonly status: number;
  readonly body: unknown;
  header(name: string): string | null;
}

/** How a call reaches the agent: Grafana's proxy in the product, a function in a test. */
export type Transport = (request: TransportRequest) => Promise<TransportResponse>;

const PROXY = `/api/plugin-proxy/${PLUGIN_ID}/api`;

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** What the other side sent: backendSrv wraps a body that is no JSON, or that was asked for as text. */
function refusalBody(data: unknown): unknown {
  if (typeof data === 'string') return jsonIn(data);
  const wrapped = typeof data === 'object' && data !== null && 'error' in data && 'response' in data;
  return wrapped && typeof data.response === 'string' ? jsonIn(data.response) : data;
}

/** Through Grafana's backendSrv: it resolves sub-paths, adds the organisation, and shows no toast of its own here. */
export const grafanaTransport: Transport = async ({ method, path, query, headers, body, signal, as = 'json' }) => {
  try {
    const response = await lastValueFrom(
      getBackendSrv().fetch<unknown>({
        url: `${PROXY}${path}`,
        method: method.toUpperCase(),
        showErrorAlert: false,
        // Told "json", backendSrv fails on an empty body or a page; untold it gives JSON where it is, else the text.
        ...(as === 'text' ? { responseType: as } : {}),
        ...(query ? { params: { ...query } } : {}),
        ...(headers ? { headers: { ...headers } } : {}),
        ...(body === undefined ? {} : { data: body }),
        ...(signal ? { abortSignal: signal } : {}),
      }),
    );
    return { status: response.status, body: response.data, header: (name) => response.headers.get(name) };
  } catch (error) {
    // What `fetch` throws where nothing came back.
    if (error instanceof TypeError) return { status: 0, body: undefined, header: () => null };
    if (!isFetchError<unknown>(error)) throw error;
    // backendSrv's error carries no headers; what a problem needs of them (ETag) the agent also says in its body.
    return { status: error.status, body: refusalBody(error.data), header: () => null };
  }
};
