import type { Endpoint, Problem } from '@understudy/contract';
import type { Json } from './jsonSchema.ts';

interface ErrorText {
  readonly title: string;
  readonly description: string;
  /** An example's `detail`, `code` and `fix`. */
  readonly example: Pick<Problem, 'detail' | 'code' | 'fix'>;
}

/** Every error of the API, as the documentation tells it. */
const ERRORS: Readonly<Record<number, ErrorText>> = {
  400: {
    title: 'Bad Request',
    description: 'Something in the request is not valid; `detail` names it, `findings` lists everything',
    example: {
      detail: 'query: limit must be at most 1000',
      code: 'invalid_request',
      fix: 'Choose a value that is at most 1000.',
    },
  },
  401: {
    title: 'Unauthorized',
    description: 'No token, or one that is not known, expired or revoked',
    example: {
      detail: 'no token was sent',
      code: 'unauthorized',
      fix: 'send "Authorization: Bearer <token>" with an admin or viewer token',
    },
  },
  403: {
    title: 'Forbidden',
    description: 'The role does not allow it; said before anything that the request names is looked up',
    example: { detail: 'this needs the role admin; you have viewer', code: 'forbidden' },
  },
  404: {
    title: 'Not Found',
    description: 'There is no such resource',
    example: { detail: 'the model "gpt-5" has no chain', code: 'not_found', fix: 'GET /api/v1/chains lists them' },
  },
  409: {
    title: 'Conflict',
    description: 'The state of the agent does not allow it',
    example: {
      detail: 'the agent was started with --managed: its configuration file is the truth',
      code: 'managed',
      fix: 'change the file; the agent reads it again by itself',
    },
  },
  412: {
    title: 'Precondition Failed',
    description: 'If-Match is stale; `current` and `etag` are in force',
    example: {
      detail: 'somebody else changed it in the meantime',
      code: 'stale',
      fix: 'compare with "current", and send "etag" as If-Match to replace it',
    },
  },
  413: {
    title: 'Content Too Large',
    description: 'The body is too large',
    example: { detail: 'the request body is too large', code: 'too_large', fix: 'send less at once' },
  },
  415: {
    title: 'Unsupported Media Type',
    description: 'The body is not sent as JSON, or not in UTF-8',
    example: {
      detail: 'the request body is not sent as JSON',
      code: 'unsupported_media_type',
      fix: 'send the header Content-Type: application/json',
    },
  },
  428: {
    title: 'Precondition Required',
    description: 'If-Match is missing on a write to something that exists',
    example: {
      detail: 'a write to something that exists needs If-Match',
      code: 'if_match_required',
      fix: 'GET it, and send its ETag as If-Match',
    },
  },
  429: {
    title: 'Too Many Requests',
    description: 'Too many requests; Retry-After says when to come back',
    example: { detail: 'more than 100 reads in 1 s', code: 'rate_limited', fix: 'wait as Retry-After says' },
  },
  500: {
    title: 'Internal Server Error',
    description: 'A mistake of the agent; its log says why',
    example: { detail: 'the agent failed on this request; its log says why' },
  },
  502: {
    title: 'Bad Gateway',
    description: 'Something that the agent asked gave no usable answer',
    example: { detail: 'the address of --prices-url gave no price data' },
  },
  503: {
    title: 'Service Unavailable',
    description: 'Not now; the same request may succeed later',
    example: { detail: 'the configuration is being written by others without a pause', fix: 'try again' },
  },
};

const REQUEST_ID = '3f0c9d1e-5a43-4c39-9c1e-0b6d2a7f8e10';

const RATE_LIMIT_HEADERS: Json = {
  RateLimit: {
    description: 'What is left (`r`) for how many seconds (`t`)',
    required: true,
    schema: { type: 'string', examples: ['"reads"; r=99; t=1'] },
  },
  'RateLimit-Policy': {
    description: 'Requests (`q`) in so many seconds (`w`), a caller',
    required: true,
    schema: { type: 'string', examples: ['"reads"; q=100; w=1; pk=:NDRjNzE2OWJi:'] },
  },
};

/** Headers that answers have, once for the whole document. */
export const HEADER_COMPONENTS: Json = {
  'X-Request-Id': {
    description: 'Names this request in problem documents',
    required: true,
    schema: { type: 'string' },
  },
  ...RATE_LIMIT_HEADERS,
};

/** Headers of every answer of the API. */
export const SHARED_HEADERS: Json = Object.fromEntries(
  Object.keys(HEADER_COMPONENTS).map((name) => [name, { $ref: `#/components/headers/${name}` }]),
);

const OWN_HEADERS: Readonly<Record<number, Json>> = {
  401: { 'WWW-Authenticate': { description: 'RFC 6750', required: true, schema: { type: 'string' } } },
  412: { ETag: { description: 'Of the representation in force', schema: { type: 'string' } } },
  429: {
    'Retry-After': { description: 'Seconds', required: true, schema: { type: 'integer', minimum: 0 } },
  },
};

function statusesOf(endpoint: Endpoint): number[] {
  return [
    ...[400, 401, 403, 429, 500],
    ...(endpoint.path.includes('{') ? [404] : []),
    ...(endpoint.body === undefined ? [] : [413, 415]),
    ...(endpoint.concurrency === 'write' ? [412, 428, 503] : []),
    ...Object.keys(endpoint.errors ?? {}).map(Number),
  ];
}

function errorResponse(status: number, said: string | undefined): Json {
  const { title = 'Error', description = '', example = { detail: said ?? '' } } = ERRORS[status] ?? {};
  return {
    description: said ?? description,
    headers: { ...SHARED_HEADERS, ...OWN_HEADERS[status] },
    content: {
      'application/problem+json': {
        schema: { $ref: '#/components/schemas/Problem' },
        example: { type: 'about:blank', title, status, ...example, requestId: REQUEST_ID },
      },
    },
  };
}

/** The errors of many operations, once for the whole document. */
export const ERROR_COMPONENTS: Json = Object.fromEntries(
  Object.keys(ERRORS).map((status) => [`error-${status}`, errorResponse(Number(status), undefined)]),
);

/** What an endpoint may answer besides success, by status. */
export function errorResponses(endpoint: Endpoint): Json {
  const statuses = [...new Set(statusesOf(endpoint))].sort((a, b) => a - b);
  return Object.fromEntries(
    statuses.map((status) => {
      const said = endpoint.errors?.[status];
      const shared = said === undefined || said === ERRORS[status]?.description;
      return [status, shared ? { $ref: `#/components/responses/error-${status}` } : errorResponse(status, said)];
    }),
  );
}
