import { problemSchema, type Endpoint } from '@understudy/contract';
import { ERROR_COMPONENTS, errorResponses, HEADER_COMPONENTS, SHARED_HEADERS } from './errorResponses.ts';
import { jsonSchema, type Json } from './jsonSchema.ts';
import { parameters } from './parameters.ts';

const DESCRIPTION = `Chains are edited, checked, versioned and proven through this API.

**Who may what.** Send \`Authorization: Bearer <token>\`. What holds is the least of the token's role, the header
\`X-Understudy-Scope\` (viewer, editor, admin) and the \`OrgRole\` in \`X-Grafana-Context\`; a value that is not known grants
nothing. A viewer reads (audit excepted), an editor also changes chains and policy and runs drills, an admin does everything.

**Changing things.** Read the resource, send its \`ETag\` back as \`If-Match\`: 428 without it, 412 where somebody else was
faster, with what is in force now. \`?dryRun=true\` stores nothing and answers with the diff and the findings.

**Paths** are exact, in case and in slashes. An id is the rest of the path; \`/\` and \`%2F\` in it are the same. Parameters
that an operation does not know are refused.

**Limits.** Every answer carries \`RateLimit\` and \`RateLimit-Policy\`; a 429 also \`Retry-After\`. Errors are problem documents
(RFC 9457) and say what to do.`;

/** What a further media type carries: text, but for one that is read as a value, too. */
function alsoSchema(type: string): Json {
  return { type: type === 'application/yaml' ? 'object' : 'string' };
}

function successResponse(endpoint: Endpoint): Json {
  const { success } = endpoint;
  const etag = { ETag: { description: 'Of this representation; send it as If-Match', schema: { type: 'string' } } };
  const headers = { ...SHARED_HEADERS, ...(endpoint.concurrency === undefined ? {} : etag) };
  if (success.body === null) return { description: success.description, headers };
  const json: Json = { schema: jsonSchema(success.body, 'output') };
  if (success.example !== undefined) json['example'] = success.example;
  const also = (success.alsoAs ?? []).map((type) => [type, { schema: alsoSchema(type) }]);
  return {
    description: success.description,
    headers,
    content: { 'application/json': json, ...Object.fromEntries(also) },
  };
}

function requestBody(endpoint: Endpoint): Json {
  if (endpoint.body === undefined) return {};
  const example = endpoint.bodyExample === undefined ? {} : { example: endpoint.bodyExample };
  const content = { 'application/json': { schema: jsonSchema(endpoint.body, 'input'), ...example } };
  return { requestBody: { required: true, content } };
}

function operation(endpoint: Endpoint): Json {
  return {
    operationId: endpoint.operationId,
    tags: [endpoint.tag],
    summary: endpoint.summary,
    description: `${endpoint.description ?? ''}\n\nLeast role: ${endpoint.role}.`.trim(),
    'x-role': endpoint.role,
    'x-rate-limit': endpoint.rate,
    parameters: parameters(endpoint),
    ...requestBody(endpoint),
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
      description: DESCRIPTION,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    security: [{ bearer: [] }],
    tags: [...new Set(endpoints.map(({ tag }) => tag))].map((name) => ({ name })),
    paths,
    components: {
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } },
      schemas: { Problem: jsonSchema(problemSchema, 'output') },
      headers: HEADER_COMPONENTS,
      responses: ERROR_COMPONENTS,
    },
  };
}
