import {
  issueFindings,
  roleAllows,
  type Endpoint,
  type EndpointBody,
  type EndpointQuery,
  type EndpointResult,
} from '@understudy/contract';
import { Router, type Request, type RequestHandler, type Response } from 'express';
import type { ZodObject, ZodType } from 'zod';
import type { Caller } from './caller.ts';
import { etagOf } from './etag.ts';
import { ProblemError } from './problem.ts';
import type { RateLimits } from './rateLimits.ts';

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

/** What a handler answers with. `representation` gives the ETag where the endpoint has one. */
export type Reply<Result> =
  | {
      readonly body: Result;
      readonly representation?: unknown;
      readonly status?: number;
      readonly headers?: Readonly<Record<string, string>>;
    }
  | { readonly text: string; readonly contentType: string; readonly headers?: Readonly<Record<string, string>> }
  /** The handler answers by itself, as an event stream does. */
  | { readonly stream: (response: Response) => Promise<void> };

export type Handler<E> = (input: HandlerInput<E>) => Reply<EndpointResult<E>> | Promise<Reply<EndpointResult<E>>>;

const REASON_LIMIT = 500;

function reasonOf(request: Request): string | null {
  const header = request.get('x-understudy-reason');
  if (header === undefined || header === '') return null;
  let reason: string;
  try {
    reason = decodeURIComponent(header);
  } catch {
    throw new ProblemError(400, 'header X-Understudy-Reason is not percent-encoded UTF-8', {
      fix: 'send encodeURIComponent(reason)',
    });
  }
  if (reason.length > REASON_LIMIT) {
    throw new ProblemError(400, `header X-Understudy-Reason is longer than ${REASON_LIMIT} characters`, {
      fix: 'shorten it',
    });
  }
  return reason;
}

/** Express's form of a path: `{id}` is the rest of the path. */
function expressPath(path: string): string {
  return path.replace(/\{(\w+)\}$/, '*$1');
}

function idOf(request: Request): string {
  const rest = Object.values(request.params)[0];
  const segments: readonly string[] = rest === undefined ? [] : Array.isArray(rest) ? rest : [rest];
  return segments.join('/');
}

function parse(schema: ZodType | undefined, value: unknown, where: 'query' | 'body'): unknown {
  if (schema === undefined) return undefined;
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const findings = issueFindings(parsed.error, schema, value);
  const first = findings[0];
  throw new ProblemError(400, first === undefined ? `the ${where} is not valid` : `${first.path}: ${first.message}`, {
    code: 'invalid_request',
    fix: first?.fix ?? 'see findings',
    findings,
  });
}

/** Routes of one resource. */
export class EndpointRouter {
  readonly router = Router({ caseSensitive: true, strict: true });

  /** Serves an endpoint. Roles are checked before anything is parsed. */
  on<Query extends ZodObject, Body extends ZodType, Result extends ZodType>(
    endpoint: Endpoint<Query, Body, Result>,
    handle: Handler<Endpoint<Query, Body, Result>>,
  ): this {
    const limit: RequestHandler = (request, response, next) =>
      (response.locals['limits'] as RateLimits)[endpoint.rate](request, response, next);
    this.router[endpoint.method](expressPath(endpoint.path), limit, async (request, response) => {
      const caller = response.locals['caller'] as Caller;
      if (!roleAllows(caller.role, endpoint.role)) {
        throw new ProblemError(403, `this needs the role ${endpoint.role}; you have ${caller.role}`, {
          code: 'forbidden',
        });
      }
      const reply = await handle({
        caller,
        query: parse(endpoint.query, request.query, 'query') as EndpointQuery<Endpoint<Query, Body, Result>>,
        body: parse(endpoint.body, request.body, 'body') as EndpointBody<Endpoint<Query, Body, Result>>,
        id: idOf(request),
        ifMatch: request.get('if-match'),
        reason: reasonOf(request),
        request,
      });
      await send(response, reply, endpoint);
    });
    return this;
  }
}

async function send(response: Response, reply: Reply<unknown>, endpoint: Endpoint): Promise<void> {
  if ('stream' in reply) return reply.stream(response);
  for (const [name, value] of Object.entries(reply.headers ?? {})) response.setHeader(name, value);
  response.setHeader('cache-control', 'no-store');
  if ('text' in reply) {
    response.type(reply.contentType).send(reply.text);
    return;
  }
  if (endpoint.concurrency !== undefined) response.setHeader('etag', etagOf(reply.representation ?? reply.body));
  const status = reply.status ?? endpoint.success.status;
  if (status === 204) response.status(204).end();
  else response.status(status).json(reply.body);
}
