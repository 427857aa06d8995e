import type { Endpoint, EndpointBody, EndpointQuery, EndpointResult } from '@understudy/contract';
import { failureOf } from './failureOf.ts';
import { failureWords } from './failureWords.ts';
import { AgentError } from './AgentError.ts';
import { grafanaTransport, type Transport, type TransportRequest } from './transport.ts';

/** Any endpoint of the contract. */
export type AnyEndpoint = Endpoint;

/** What a call takes beside its endpoint. */
export interface CallOptions<E extends AnyEndpoint> {
  /** The `{id}`, `{model}` or `{n}` of the endpoint's path, as it is: slashes included, not encoded. */
  readonly target?: string | number;
  readonly query?: Partial<EndpointQuery<E>>;
  readonly body?: EndpointBody<E>;
  /** `If-Match` of a write: the ETag that the page read. */
  readonly etag?: string;
  /** Why, in the writer's words; kept with the revision and in the audit (at most 500 characters). */
  readonly reason?: string;
  readonly signal?: AbortSignal;
}

/** An answer, parsed by the contract, with its ETag where it has one. */
export interface Answer<E extends AnyEndpoint> {
  readonly data: EndpointResult<E>;
  readonly etag: string | undefined;
}

/** The typed client of the control API. Every failure is an `AgentError`. */
export interface AgentClient {
  call<E extends AnyEndpoint>(endpoint: E, options?: CallOptions<E>): Promise<Answer<E>>;
  /** The same question as a table, for a file. */
  csv<E extends AnyEndpoint>(endpoint: E, options?: CallOptions<E>): Promise<string>;
}

function pathOf(endpoint: AnyEndpoint, target: string | number | undefined): string {
  return endpoint.path.replace(/\{\w+\}/, () => {
    if (target === undefined) throw new Error(`${endpoint.operationId} needs a target`);
    // A slash inside an id stays a slash for the agent either way; encoded, Grafana's router takes it for one segment.
    return encodeURIComponent(String(target));
  });
}

function queryOf(query: Readonly<Record<string, unknown>> | undefined): Record<string, string> | undefined {
  const given = Object.entries(query ?? {}).filter(([, value]) => value !== undefined && value !== '');
  return given.length === 0 ? undefined : Object.fromEntries(given.map(([name, value]) => [name, String(value)]));
}

function requestOf<E extends AnyEndpoint>(endpoint: E, options: CallOptions<E>): TransportRequest {
  const query = queryOf(options.query);
  const headers = {
    ...(options.etag === undefined ? {} : { 'If-Match': options.etag }),
    ...(options.reason ? { 'X-Understudy-Reason': encodeURIComponent(options.reason) } : {}),
  };
  return {
    method: endpoint.method,
    path: pathOf(endpoint, options.target),
    headers,
    ...(query ? { query } : {}),
    ...(options.body === undefined ? {} : { body: options.body }),
    ...(options.signal ? { signal: options.signal } : {}),
  };
}

/** A client over `transport`; pages get one from `useAgentClient`. */
export function createAgentClient(transport: Transport = grafanaTransport): AgentClient {
  return {
    async call<E extends AnyEndpoint>(endpoint: E, options: CallOptions<E> = {}): Promise<Answer<E>> {
      const response = await transport(requestOf(endpoint, options));
      if (response.status < 200 || response.status >= 300) throw failureOf(response);
      const parsed = endpoint.success.body?.safeParse(response.body);
      if (parsed && !parsed.success) {
        throw new AgentError(failureWords('incompatible'), { kind: 'incompatible', status: response.status });
      }
      // The schema is the endpoint's own, so its output is the endpoint's result.
      return { data: parsed?.data as EndpointResult<E>, etag: response.header('etag') ?? undefined };
    },

    async csv<E extends AnyEndpoint>(endpoint: E, options: CallOptions<E> = {}): Promise<string> {
      const request = requestOf(endpoint, options);
      const response = await transport({ ...request, as: 'text', headers: { ...request.headers, Accept: 'text/csv' } });
      if (response.status < 200 || response.status >= 300) throw failureOf(response);
      return String(response.body);
    },
  };
}
