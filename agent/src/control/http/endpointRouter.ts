import {
  roleAllows,
  type Endpoint,
  type EndpointBody,
  type EndpointQuery,
  type EndpointResult,
} from '@understudy/contract';
import { Router, type Request, type RequestHandler, type Response } from 'express';
import type { ZodObject, ZodType } from 'zod';
import type { Caller } from './caller.ts';
import { scopeOf } from './callScope.ts';
import { etagOf } from './etag.ts';
import { jsonBody } from './jsonBody.ts';
import { tellOutcome } from './outcome.ts';
import { parseBody, parseQuery } from './parseInput.ts';
import { ProblemError } from './problem.ts';
import { reasonOf } from './reason.ts';
import { sendJson } from './sendJson.ts';
import { noteWrites } from './writeNote.ts';

/** What a handler gets of a request: parsed by the endpoint's schemas. */
export interface HandlerInput<E> {
  readonly caller: Caller;
  readonly query: EndpointQuery<E>;
  readonly body: EndpointBody<E>;
  /** The rest of the path, decoded; empty where the path has no id. */
  readonly id: string;
  readonly ifMatch: string | undefined;
  /** `X-Understudy-Reason`, decoded. */
  readonly reason: string | null;
  readonly request: Request;
}

/** What a handler answers with. `representation` gives the ETag where the endpoint has one; null = it is gone. */
export type Reply<Result> =
  | {
      readonly body: Result;
      /** Entries of its long lists are the same objects as the last time unless they changed. */
      readonly lasting?: boolean;
      readonly representation?: unknown;
      readonly status?: number;
      readonly headers?: Readonly<Record<string, string>>;
    }
  | { readonly text: string; readonly contentType: string; readonly headers?: Readonly<Record<string, string>> }
  /** The handler answers by itself, as an event stream does. */
  | { readonly stream: (response: Response) => Promise<void> };

export type Handler<E> = (input: HandlerInput<E>) => Reply<EndpointResult<E>> | Promise<Reply<EndpointResult<E>>>;

/** Longest body of most requests; a whole document says so itself (`maxBodyBytes`). */
const DEFAULT_BODY_BYTES = 1024 * 1024;

/** Express's form of a path: `{id}` and `{model}` are the rest of the path, any other name is one segment. */
function expressPath(path: string): string {
  return path.replace(/\{(id|model)\}$/, '*$1').replaceAll(/\{(\w+)\}/g, ':$1');
}

function idOf(request: Request): string {
  const rest = Object.values(request.params)[0];
  const segments: readonly string[] = rest === undefined ? [] : Array.isArray(rest) ? rest : [rest];
  return segments.join('/');
}

/** Refuses who may not, before a body is read; the same words whether or not the resource exists. */
function roleGuard(endpoint: Pick<Endpoint, 'role' | 'operationId'>): RequestHandler {
  return (request, response, next) => {
    const { caller, audit, now } = scopeOf(response);
    if (roleAllows(caller.role, endpoint.role)) {
      next();
      return;
    }
    const detail = `this needs the role ${endpoint.role}; you have ${caller.role}`;
    audit({
      at: now(),
      author: caller.author,
      token: caller.token,
      role: caller.role,
      action: endpoint.operationId,
      target: idOf(request).slice(0, 200),
      outcome: 'refused',
      status: 403,
      detail,
      revision: null,
    });
    next(new ProblemError(403, detail, { code: 'forbidden', fix: `use a token of the role ${endpoint.role}` }));
  };
}

/** Routes of one resource. */
export class EndpointRouter {
  readonly router = Router({ caseSensitive: true, strict: true });
  readonly #endpoints: Endpoint[] = [];

  /** What is served here. */
  get endpoints(): readonly Endpoint[] {
    return this.#endpoints;
  }

  /** Serves an endpoint: rate limit, role, body, query, handler, in this order; writes are noted in the audit. */
  on<Query extends ZodObject, Body extends ZodType, Result extends ZodType>(
    endpoint: Endpoint<Query, Body, Result>,
    handle: Handler<Endpoint<Query, Body, Result>>,
  ): this {
    type Served = Endpoint<Query, Body, Result>;
    this.#endpoints.push(endpoint);
    const limit: RequestHandler = (request, response, next) => {
      scopeOf(response).limits[endpoint.rate](request, response, next);
    };
    const body = endpoint.body === undefined ? [] : jsonBody(endpoint.maxBodyBytes ?? DEFAULT_BODY_BYTES);
    const answer: RequestHandler = async (request, response) => {
      const reply = await handle({
        caller: scopeOf(response).caller,
        query: parseQuery(endpoint.query, request.query) as EndpointQuery<Served>,
        body: parseBody(endpoint.body, request.body) as EndpointBody<Served>,
        id: idOf(request),
        ifMatch: request.get('if-match'),
        reason: reasonOf(request),
        request,
      });
      await send(response, reply, endpoint);
    };
    this.router[endpoint.method](
      expressPath(endpoint.path),
      noteWrites(endpoint),
      limit,
      roleGuard(endpoint),
      ...body,
      answer,
    );
    return this;
  }
}

async function send(response: Response, reply: Reply<unknown>, endpoint: Endpoint): Promise<void> {
  response.setHeader('cache-control', 'no-store');
  if ('stream' in reply) return reply.stream(response);
  for (const [name, value] of Object.entries(reply.headers ?? {})) response.setHeader(name, value);
  if ('text' in reply) {
    response.type(reply.contentType).send(reply.text);
    return;
  }
  const { representation = reply.body } = reply;
  if (endpoint.concurrency !== undefined && representation !== null) {
    response.setHeader('etag', etagOf(representation));
  }
  const status = reply.status ?? endpoint.success.status;
  tellOutcome(response, { status, body: reply.body });
  if (status === 204) response.status(204).end();
  else await sendJson(response, { status, body: reply.body, lasting: reply.lasting === true });
}
