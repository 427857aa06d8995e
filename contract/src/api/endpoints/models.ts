import { z } from 'zod';
import { idSchema } from '../../ids.ts';
import { capabilitySchema, modelSchema } from '../../document/model.ts';
import { defineEndpoint } from '../endpoint.ts';
import { cascadeQuery, dryRunQuery, pageOf, pageQuery, writeSummarySchema, writtenSchema } from '../shared.ts';
import { PROVIDER_HEALTH, breakerStatusSchema, recentCallsSchema } from './providers.ts';

/** What is known of a model beside its settings. Read-only. */
export const modelStatusSchema = z.strictObject({
  breaker: breakerStatusSchema.nullable().describe('null = not in the configuration in force'),
  chains: z.array(z.string()).describe('Models whose chains use it, its own chain included'),
  health: z.enum(PROVIDER_HEALTH).describe('Of what is called for it: its provider and upstream model'),
  reason: z.string().describe('Why, in a sentence'),
  recent: recentCallsSchema,
  local: z.boolean().describe('Its provider is local: it costs 0'),
  blockedBy: z.string().nullable().describe('Why no chain calls it (disabled, no credential); null = it may be called'),
});
export type ModelStatus = z.infer<typeof modelStatusSchema>;

/** A model as answers hold it. */
export const modelResourceSchema = modelSchema.extend({ status: modelStatusSchema.optional() });
export type ModelResource = z.infer<typeof modelResourceSchema>;

/** A model in a request body. `status` is read-only: sent back it is left out of account. */
export const modelInputSchema = modelSchema.extend({
  status: z.unknown().optional().describe('read-only; ignored'),
});
const putBody = modelInputSchema.partial({ id: true });

const EXAMPLE = { id: 'gpt-4o', provider: 'openai', price: { input: 2.5, output: 10 }, capabilities: ['tools'] };
const STATUS = {
  breaker: { upstreamModel: 'gpt-4o', state: 'closed', nextProbeAt: null, openedBy: null, openSince: null },
  chains: ['gpt-4o', 'claude-sonnet'],
  health: 'healthy',
  reason: '2 of 802 calls failed in the last five minutes',
  recent: { attempts: 802, failures: 2 },
  local: false,
  blockedBy: null,
};
const written = {
  status: 200 as const,
  description: 'Stored, or what a dry run would change',
  body: writtenSchema(modelResourceSchema),
  example: {
    revision: 14,
    dryRun: false,
    findings: [],
    diff: [{ path: 'models.gpt-4o.price.output', before: 12, after: 10 }],
    resource: EXAMPLE,
  },
};
const MANAGED = 'The agent is managed by a file';
const UNKNOWN = 'There is no such model';

export const listModels = defineEndpoint({
  operationId: 'listModels',
  method: 'get',
  path: '/models',
  tag: 'models',
  summary: 'Models, in the order of the document',
  role: 'viewer',
  rate: 'read',
  query: pageQuery.extend({
    capability: capabilitySchema.optional().describe('Declares it'),
    provider: idSchema.optional(),
    enabled: z.stringbool().optional(),
    search: z.string().max(100).optional().describe('Part of id, display name or upstream model, whatever its case'),
  }),
  success: {
    status: 200,
    description: 'A page of models',
    body: pageOf(modelResourceSchema),
    example: { items: [{ ...EXAMPLE, status: STATUS }], total: 1, next: null },
  },
});

export const getModel = defineEndpoint({
  operationId: 'getModel',
  method: 'get',
  path: '/models/{id}',
  tag: 'models',
  summary: 'One model',
  role: 'viewer',
  rate: 'read',
  concurrency: 'read',
  success: {
    status: 200,
    description: 'The model',
    body: modelResourceSchema,
    example: { ...EXAMPLE, status: STATUS },
  },
  errors: { 404: UNKNOWN },
});

export const createModel = defineEndpoint({
  operationId: 'createModel',
  method: 'post',
  path: '/models',
  tag: 'models',
  summary: 'Add a model',
  description: 'An id that exists is refused with 412 and its representation: replace it with PUT.',
  role: 'admin',
  rate: 'write',
  concurrency: 'write',
  dryRun: true,
  query: dryRunQuery,
  body: modelInputSchema,
  bodyExample: EXAMPLE,
  success: {
    ...written,
    status: 201,
    description: 'Added, or what a dry run would add',
    example: { ...written.example, diff: [{ path: 'models.gpt-4o', after: EXAMPLE }] },
  },
  errors: { 409: MANAGED },
});

export const putModel = defineEndpoint({
  operationId: 'putModel',
  method: 'put',
  path: '/models/{id}',
  tag: 'models',
  summary: 'Create or replace a model',
  description: '`verified: true` is marked with time and author; an older mark is kept.',
  role: 'admin',
  rate: 'write',
  concurrency: 'write',
  dryRun: true,
  query: dryRunQuery,
  body: putBody,
  bodyExample: EXAMPLE,
  success: written,
  errors: { 409: MANAGED },
});

export const patchModel = defineEndpoint({
  operationId: 'patchModel',
  method: 'patch',
  path: '/models/{id}',
  tag: 'models',
  summary: 'Change fields of a model (JSON Merge Patch, RFC 7396)',
  description: 'What is left out stays, `null` removes.',
  role: 'admin',
  rate: 'write',
  concurrency: 'write',
  dryRun: true,
  query: dryRunQuery,
  body: z.looseObject({}).meta({ description: 'Fields of a model; null removes one' }),
  bodyExample: { price: { output: 10 }, maxOutput: null },
  success: written,
  errors: { 404: UNKNOWN, 409: MANAGED },
});

export const deleteModel = defineEndpoint({
  operationId: 'deleteModel',
  method: 'delete',
  path: '/models/{id}',
  tag: 'models',
  summary: 'Remove a model; its history stays, and a rollback brings it back',
  role: 'admin',
  rate: 'write',
  concurrency: 'write',
  dryRun: true,
  query: cascadeQuery,
  success: {
    status: 200,
    description: 'Removed, or what a dry run would change',
    body: writeSummarySchema,
    example: { revision: 15, dryRun: false, findings: [], diff: [{ path: 'models.gpt-4o', before: EXAMPLE }] },
  },
  errors: { 404: UNKNOWN, 409: 'Chains use it (`affected`; asks for cascade), or the agent is managed by a file' },
});

export const modelEndpoints = [listModels, getModel, createModel, putModel, patchModel, deleteModel] as const;
