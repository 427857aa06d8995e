import type { Endpoint } from '@understudy/contract';
import { jsonSchema, type Json } from './jsonSchema.ts';

const REST_OF_PATH = {
  description: 'The rest of the path; `/` and `%2F` are the same',
  schema: { type: 'string', minLength: 1, maxLength: 100, pattern: '^[A-Za-z0-9][A-Za-z0-9._:/@+-]{0,99}$' },
};

const ONE_SEGMENT = { description: 'One segment of the path', schema: { type: 'string', minLength: 1 } };

const IF_MATCH: Json = {
  name: 'If-Match',
  in: 'header',
  required: false,
  description: 'ETag of the representation that this replaces; required where one exists. `*`: whatever is there',
  schema: { type: 'string' },
  example: '"lFB9RHsa5hmMBqcJzLO5TQ"',
};

const REASON: Json = {
  name: 'X-Understudy-Reason',
  in: 'header',
  required: false,
  description: 'Why, percent-encoded UTF-8, at most 500 characters; kept with the revision and the audit entry',
  schema: { type: 'string', maxLength: 6_000 },
  example: 'gpt-4o%20is%20slow%20today',
};

function pathParameters(endpoint: Endpoint): Json[] {
  return [...endpoint.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    ...(name === 'id' || name === 'model' ? REST_OF_PATH : ONE_SEGMENT),
  }));
}

function queryParameters(endpoint: Endpoint): Json[] {
  if (endpoint.query === undefined) return [];
  const { properties = {}, required = [] } = jsonSchema(endpoint.query, 'input') as {
    properties?: Readonly<Record<string, Json>>;
    required?: readonly string[];
  };
  return Object.entries(properties).map(([name, { description, ...schema }]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    ...(description === undefined ? {} : { description }),
    schema,
  }));
}

/** Path, query and header parameters of an endpoint. */
export function parameters(endpoint: Endpoint): Json[] {
  const headers = endpoint.method === 'get' ? [] : [...(endpoint.concurrency === 'write' ? [IF_MATCH] : []), REASON];
  return [...pathParameters(endpoint), ...queryParameters(endpoint), ...headers];
}
