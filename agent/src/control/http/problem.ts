import type { Problem } from '@understudy/contract';
import type { ErrorRequestHandler, Response } from 'express';
import { StoreUnavailableError } from '../../store/index.ts';
import { tellOutcome } from './outcome.ts';

const TITLES: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  408: 'Request Timeout',
  409: 'Conflict',
  412: 'Precondition Failed',
  413: 'Content Too Large',
  415: 'Unsupported Media Type',
  428: 'Precondition Required',
  429: 'Too Many Requests',
  431: 'Request Header Fields Too Large',
  500: 'Internal Server Error',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
};

/** What every problem says beside `detail`: a code for programs, and what to do about it. */
type Told = Partial<Omit<Problem, 'status' | 'detail'>> & { readonly code: string; readonly fix: string };

/** A refusal that a handler throws; it becomes a problem document. */
export class ProblemError extends Error {
  readonly problem: Problem & Told;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, detail: string, more: Told, headers: Readonly<Record<string, string>> = {}) {
    super(detail);
    this.name = 'ProblemError';
    this.problem = { type: 'about:blank', title: TITLES[status] ?? 'Error', status, detail, ...more };
    this.headers = headers;
  }
}

/** Answers with a problem document. */
export function sendProblem(response: Response, error: ProblemError): void {
  for (const [name, value] of Object.entries(error.headers)) response.setHeader(name, value);
  const requestId = response.getHeader('x-request-id');
  tellOutcome(response, { status: error.problem.status, detail: error.problem.detail });
  const body = typeof requestId === 'string' ? { ...error.problem, requestId } : error.problem;
  response.status(error.problem.status).type('application/problem+json').send(JSON.stringify(body));
}

/** What body-parser says of a body that it cannot take. */
function bodyProblem(error: unknown): ProblemError | null {
  if (typeof error !== 'object' || error === null) return null;
  // zlib's errors come without a type of body-parser's own.
  if ('code' in error && String(error.code).startsWith('Z_')) {
    return new ProblemError(400, 'the request body cannot be unpacked', {
      code: 'invalid_request',
      fix: 'send it as Content-Encoding says, or plain',
    });
  }
  switch ('type' in error ? error.type : undefined) {
    case 'entity.parse.failed':
      return new ProblemError(400, 'the request body is not valid JSON', {
        code: 'invalid_request',
        fix: 'send one JSON object',
      });
    case 'entity.too.large':
      return new ProblemError(413, 'the request body is too large', {
        code: 'too_large',
        fix: 'send less at once',
      });
    case 'charset.unsupported':
    case 'encoding.unsupported':
      return new ProblemError(415, 'the encoding of the request body is not supported', {
        code: 'unsupported_media_type',
        fix: 'send UTF-8 JSON, plain or as gzip, deflate or br',
      });
    case 'request.aborted':
    case 'request.size.invalid':
      return new ProblemError(400, 'the request body was cut', {
        code: 'invalid_request',
        fix: 'send the request again',
      });
    default:
      return null;
  }
}

/** Percent-encoding that does not decode reaches Express as a URIError with status 400. */
function pathProblem(error: unknown): ProblemError | null {
  if (!(error instanceof URIError)) return null;
  return new ProblemError(400, 'the path is not valid percent-encoding', {
    code: 'invalid_request',
    fix: 'encode each part of the path as UTF-8, and send % itself as %25',
  });
}

/** Seconds after which a caller may look whether a shared store is back. */
const STORE_RETRY_S = '5';

/** What a store cannot do now is no mistake of the agent, and none of the caller. */
function storeProblem(error: unknown): ProblemError | null {
  if (!(error instanceof StoreUnavailableError)) return null;
  const { message, fix } = error;
  return new ProblemError(503, message, { code: 'store_unavailable', fix }, { 'retry-after': STORE_RETRY_S });
}

function bug(): ProblemError {
  return new ProblemError(500, 'the agent failed on this request; its log says why', {
    code: 'internal_error',
    fix: 'look into its log; if nothing there explains it, report it as a bug',
  });
}

/** Turns what handlers throw into problem documents. Mistakes of ours become a 500 without detail and go to `onBug`. */
export function problemHandler(onBug: (error: unknown) => void): ErrorRequestHandler {
  return (error: unknown, _request, response, next) => {
    const said =
      error instanceof ProblemError ? error : (bodyProblem(error) ?? pathProblem(error) ?? storeProblem(error));
    if (said === null) onBug(error);
    if (response.headersSent) {
      next(error);
      return;
    }
    sendProblem(response, said ?? bug());
  };
}
