import { policySchema } from '../../document/policy.ts';
import { defineEndpoint } from '../endpoint.ts';
import { dryRunQuery, writtenSchema } from '../shared.ts';

const EXAMPLE = { preset: 'patient', maxDepth: 3, triggers: { rate_limit: { retries: 1 } } };
const WRITTEN = {
  revision: 8,
  dryRun: false,
  findings: [],
  diff: [{ path: 'policy.maxDepth', before: 9, after: 3 }],
  resource: EXAMPLE,
};

export const getPolicy = defineEndpoint({
  operationId: 'getPolicy',
  method: 'get',
  path: '/policy',
  tag: 'policy',
  summary: 'The policy of the document, as written; what is left out has its default',
  role: 'viewer',
  rate: 'read',
  concurrency: 'read',
  success: { status: 200, description: 'The policy', body: policySchema, example: EXAMPLE },
});

export const putPolicy = defineEndpoint({
  operationId: 'putPolicy',
  method: 'put',
  path: '/policy',
  tag: 'policy',
  summary: 'Replace the policy',
  role: 'editor',
  rate: 'write',
  concurrency: 'write',
  query: dryRunQuery,
  body: policySchema,
  bodyExample: EXAMPLE,
  success: {
    status: 200,
    description: 'Stored, or what a dry run would change',
    body: writtenSchema(policySchema),
    example: WRITTEN,
  },
  errors: { 409: 'The agent is managed by a file' },
});

export const resetPolicy = defineEndpoint({
  operationId: 'resetPolicy',
  method: 'post',
  path: '/policy/reset',
  tag: 'policy',
  summary: 'Back to the defaults',
  role: 'editor',
  rate: 'write',
  concurrency: 'write',
  query: dryRunQuery,
  success: {
    status: 200,
    description: 'Stored, or what a dry run would change',
    body: writtenSchema(policySchema),
    example: { ...WRITTEN, resource: {} },
  },
  errors: { 409: 'The agent is managed by a file' },
});

export const policyEndpoints = [getPolicy, putPolicy, resetPolicy] as const;
