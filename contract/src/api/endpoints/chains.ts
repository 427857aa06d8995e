import { z } from 'zod';
import { chainSchema } from '../../document/chain.ts';
import { defineEndpoint } from '../endpoint.ts';
import { dryRunQuery, pageOf, pageQuery, writeSummarySchema, writtenSchema } from '../shared.ts';

/** What the next request of a chain would use. */
export const activeStepSchema = z.object({
  position: z.int().min(-1).max(9).describe('0 = primary, n = fallback n, -1 = nothing may be called'),
  label: z.string().describe('primary, fallback n, or all failed'),
  model: z.string().nullable().describe('Id of the model at that position'),
});
export type ActiveStep = z.infer<typeof activeStepSchema>;

/** A chain as answers hold it. `status` is read-only: sent back it is left out of account. */
export const chainResourceSchema = chainSchema.extend({ status: activeStepSchema.optional() });

/** A chain in a request body: the path names the model. */
export const chainInputSchema = chainResourceSchema.partial({ model: true });

const EXAMPLE = { model: 'gpt-4o', fallbacks: ['claude-sonnet', 'llama3'] };
const STATUS = { position: 0, label: 'primary', model: 'gpt-4o' };

export const listChains = defineEndpoint({
  operationId: 'listChains',
  method: 'get',
  path: '/chains',
  tag: 'chains',
  summary: 'Chains, in the order of the document',
  role: 'viewer',
  rate: 'read',
  query: pageQuery.extend({ search: z.string().max(100).optional().describe('Part of a model id in the chain') }),
  success: {
    status: 200,
    description: 'A page of chains',
    body: pageOf(chainResourceSchema),
    example: { items: [{ ...EXAMPLE, status: STATUS }], total: 1, next: null },
  },
});

export const getChain = defineEndpoint({
  operationId: 'getChain',
  method: 'get',
  path: '/chains/{model}',
  tag: 'chains',
  summary: 'One chain',
  role: 'viewer',
  rate: 'read',
  concurrency: 'read',
  success: {
    status: 200,
    description: 'The chain',
    body: chainResourceSchema,
    example: { ...EXAMPLE, status: STATUS },
  },
  errors: { 404: 'The model has no chain' },
});

export const putChain = defineEndpoint({
  operationId: 'putChain',
  method: 'put',
  path: '/chains/{model}',
  tag: 'chains',
  summary: 'Create or replace a chain',
  role: 'editor',
  rate: 'write',
  concurrency: 'write',
  query: dryRunQuery,
  body: chainInputSchema,
  bodyExample: { fallbacks: ['claude-sonnet', 'llama3'] },
  success: {
    status: 200,
    description: 'Stored, or what a dry run would change',
    body: writtenSchema(chainResourceSchema),
    example: {
      revision: 9,
      dryRun: false,
      findings: [],
      diff: [{ path: 'chains["gpt-4o"].fallbacks', before: ['llama3'], after: ['claude-sonnet', 'llama3'] }],
      resource: EXAMPLE,
    },
  },
  errors: { 409: 'The agent is managed by a file' },
});

export const deleteChain = defineEndpoint({
  operationId: 'deleteChain',
  method: 'delete',
  path: '/chains/{model}',
  tag: 'chains',
  summary: 'Remove a chain; the model stays and is called alone',
  role: 'editor',
  rate: 'write',
  concurrency: 'write',
  query: dryRunQuery,
  success: {
    status: 200,
    description: 'Removed, or what a dry run would change',
    body: writeSummarySchema,
    example: { revision: 10, dryRun: false, findings: [], diff: [{ path: 'chains["gpt-4o"]', before: EXAMPLE }] },
  },
  errors: { 404: 'The model has no chain', 409: 'The agent is managed by a file' },
});

export const chainEndpoints = [listChains, getChain, putChain, deleteChain] as const;
