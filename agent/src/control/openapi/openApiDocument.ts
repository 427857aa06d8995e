import { problemSchema, type Endpoint } from '@understudy/contract';
import { z, type ZodType } from 'zod';

type Json = Record<string, unknown>;

/** Statuses that every endpoint may answer with. */
const SHARED_ERRORS: Readonly<Record<number, string>> = {
  400: 'Something in the request is not valid; `detail` names it, `findings` lists everything',
  401: 'No token, or one that is not known',
  403: 'The role does not allow it',
  429: 'Too many requests; Retry-After says when to come back',
  500: 'A mistake of the agent; its log says why',
};

const CONCURRENCY_ERRORS: Readonly<Record<number, string>> = {
  412: 'If-Match is stale; `current` and `etag` are in force',
  428: 'If-Match is missing on a write to something that exists',
};

function schemaOf(schema: ZodType, io: 'input' | 'output'): Json {
  const { $schema: _draft, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Json;
  return rest;
}

const problemContent: Json = {
  'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } },
};

function errorResponses(endpoint: Endpoint): Json {
  const concurrency = endpoint.concurrency === 'write' ? CONCURRENCY_ERRORS : {};
  const all: Record<string, string> = { ...SHARED_ERRORS, ...concurrency, ...endpoint.errors };
  return Object.fromEntries(
    Object.entries(all).map(([status, description]) => [status, { description, content: problemContent }]),
  );
}

function successResponse(endpoint: Endpoint): Json {
  const { success } = endpoint;
  if (success.body === null) return { description: success.description };
  const json: Json = { schema: schemaOf(success.body, 'output') };
  if (success.example !== undefined) json['example'] = success.example;
  const also = (success.alsoAs ?? []).map((type) => [type, { schema: { type: 'string' } }]);
  const headers =
    endpoint.concurrency === undefined
      ? {}
      : {
          headers: { ETag: { description: 'Of this representation; send it as If-Match', schema: { type: 'string' } } },
        };
  return {
    description: success.description,
    ...headers,
    content: { 'application/json': json, ...Object.fromEntries(also) },
  };
}

function pathParameters(endpoint: Endpoint): Json[] {
  return [...endpoint.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    description: 'The rest of the path; `/` and `%2F` are the same',
    schema: { type: 'string' },
  }));
}

function queryParameters(endpoint: Endpoint): Json[] {
  if (endpoint.query === undefined) return [];
  const object = schemaOf(endpoint.query, 'input') as { properties?: Json; required?: string[] };
  return Object.entries(object.properties ?? {}).map(([name, schema]) => ({
    name,
    in: 'query',
    required: object.required?.includes(name) ?? false,
    ...((schema as Json)['description'] === undefined ? {} : { description: (schema as Json)['description'] }),
    schema,
  }));
}

function headerParameters(endpoint: Endpoint): Json[] {
  if (endpoint.method === 'get') return [];
  const reason = {
    name: 'X-Understudy-Reason',
    in: 'header',
    required: false,
    description: 'Why, percent-encoded UTF-8, at most 500 characters; kept with the revision and the audit entry',
    schema: { type: 'string', maxLength: 1_500 },
  };
  const ifMatch = {
    name: 'If-Match',
    in: 'header',
    required: false,
    description: 'ETag of the representation that this replaces; required where one exists',
    schema: { type: 'string' },
  };
  return endpoint.concurrency === 'write' ? [ifMatch, reason] : [reason];
}

function operation(endpoint: Endpoint): Json {
  const body =
    endpoint.body === undefined
      ? {}
      : {
          requestBody: {
            required: true,
            content: {
              'application/json': {
                schema: schemaOf(endpoint.body, 'input'),
                ...(endpoint.bodyExample === undefined ? {} : { example: endpoint.bodyExample }),
              },
            },
          },
        };
  return {
    operationId: endpoint.operationId,
    tags: [endpoint.tag],
    summary: endpoint.summary,
    description: `${endpoint.description ?? ''}\n\nLeast role: ${endpoint.role}.`.trim(),
    parameters: [...pathParameters(endpoint), ...queryParameters(endpoint), ...headerParameters(endpoint)],
    ...body,
    responses: { [endpoint.success.status]: successResponse(endpoint), ...errorResponses(endpoint) },
  };
}

/** The control API as an OpenAPI 3.1 document, generated from the endpoints of the contract. */
export function openApiDocument(endpoints: readonly Endpoint[], version: string): Json {
  const paths: Record<string, Json> = {};
  for (const endpoint of endpoints) {
    const path = `/api/v1${endpoint.path}`;
    paths[path] = { ...paths[path], [endpoint.method]: operation(endpoint) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Understudy control API',
      version,
      description: 'Chains are edited, checked, versioned and proven through this API.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    security: [{ bearer: [] }],
    tags: [...new Set(endpoints.map(({ tag }) => tag))].map((name) => ({ name })),
    paths,
    components: {
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } },
      schemas: { Problem: schemaOf(problemSchema, 'output') },
    },
  };
}
