import type { ZodObject, ZodType, z } from 'zod';
import type { Role } from './role.ts';

export type HttpMethod = 'get' | 'put' | 'post' | 'patch' | 'delete';

/** One documented answer. Errors that every endpoint shares (400, 401, 403, 429, 500, …) are added by the generator. */
export interface EndpointResponse<Body extends ZodType = ZodType> {
  readonly description: string;
  /** Null = no body. */
  readonly body: Body | null;
  readonly example?: unknown;
  /** Further media types with the same meaning, such as text/csv; their body is a string. */
  readonly alsoAs?: readonly string[];
}

/** One operation of the control API: the agent serves it, clients call it, and OpenAPI is generated from it. */
export interface Endpoint<
  Query extends ZodObject = ZodObject,
  Body extends ZodType = ZodType,
  Result extends ZodType = ZodType,
> {
  readonly operationId: string;
  readonly method: HttpMethod;
  /** Under `/api/v1`; `{id}` or `{model}` is the rest of the path, slashes included, and stands at the end; other names are one segment. */
  readonly path: string;
  readonly tag: string;
  readonly summary: string;
  readonly description?: string;
  /** Least role. */
  readonly role: Role;
  /** Which rate limit applies. */
  readonly rate: 'read' | 'write' | 'drill';
  readonly query?: Query;
  readonly body?: Body;
  readonly bodyExample?: unknown;
  /** Longest body; default 1 MiB. */
  readonly maxBodyBytes?: number;
  /**
   * `read`: the answer carries an ETag. `write`: a write to something that exists needs `If-Match` (428 without, 412 stale).
   */
  readonly concurrency?: 'read' | 'write';
  /** Takes `?dryRun=true`: nothing is stored, the answer says what would change. */
  readonly dryRun?: boolean;
  /** False = neither done nor refused calls are kept in the audit, as for usage records that come in all the time. */
  readonly audited?: boolean;
  /** Status of success, and what it carries. */
  readonly success: { readonly status: 200 | 201 | 204 } & EndpointResponse<Result>;
  /** Further statuses, such as 404, 409, 412. */
  readonly errors?: Readonly<Record<number, string>>;
}

/** Keeps an endpoint's schemas as types. */
export function defineEndpoint<Query extends ZodObject, Body extends ZodType, Result extends ZodType>(
  endpoint: Endpoint<Query, Body, Result>,
): Endpoint<Query, Body, Result> {
  return endpoint;
}

export type EndpointQuery<E> = E extends Endpoint<infer Query> ? z.output<Query> : never;
export type EndpointBody<E> = E extends Endpoint<ZodObject, infer Body> ? z.output<Body> : never;
export type EndpointResult<E> = E extends Endpoint<ZodObject, ZodType, infer Result> ? z.output<Result> : never;
