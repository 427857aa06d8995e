import { z } from 'zod';
import { chainSchema } from '../../document/chain.ts';
import { presetSchema } from '../../document/policy.ts';
import { idSchema } from '../../ids.ts';
import { findingSchema } from '../../validation/finding.ts';
import { defineEndpoint } from '../endpoint.ts';
import { dryRunQuery, pageOf, pageQuery, writeSummarySchema, writtenSchema } from '../shared.ts';
import { windowQuery } from '../window.ts';
import { lastProvenSchema } from './drills.ts';

/** What the next request of a chain would use. */
export const activeStepSchema = z.object({
  position: z.int().min(-1).max(9).describe('0 = primary, n = fallback n, -1 = nothing may be called'),
  label: z.string().describe('primary, fallback n, or all failed'),
  model: z.string().nullable().describe('Id of the model at that position'),
});
export type ActiveStep = z.infer<typeof activeStepSchema>;

/** What is known of a chain beside its settings. Read-only. */
export const chainResourceStatusSchema = activeStepSchema.extend({
  openModels: z.array(z.string()).describe('Models of the chain whose breaker is open, the primary included'),
  preset: presetSchema.describe('In force for this chain: its own, else that of the policy'),
  edited: z.boolean().describe('The chain has a policy of its own over the preset'),
  today: z
    .object({
      totalRequests: z.int().min(0).describe('Eligible requests for this model today'),
      fallbackCount: z.int().min(0),
      fallbackRate: z.number().min(0).max(1),
    })
    .describe('As in fallback-stats, in the time zone of ?tz='),
  lastProven: lastProvenSchema.nullable().describe('The last drill that was answered; null = never'),
});

/** A chain as answers hold it. `status` is read-only: sent back it is left out of account. */
export const chainResourceSchema = chainSchema.extend({ status: chainResourceStatusSchema.optional() });
export type ChainResource = z.infer<typeof chainResourceSchema>;
export type ChainResourceStatus = z.infer<typeof chainResourceStatusSchema>;

/** A chain in a request body: the path names the model. */
export const chainInputSchema = chainSchema
  .extend({ status: z.unknown().optional().describe('read-only; ignored') })
  .partial({ model: true });

/** Days after which a proof of a chain is too old to count. */
export const PROVEN_DAYS = 30;

const EXAMPLE = { model: 'gpt-4o', fallbacks: ['claude-sonnet', 'llama3'] };
const STATUS = {
  position: 1,
  label: 'fallback 1',
  model: 'claude-sonnet',
  openModels: ['gpt-4o'],
  preset: 'patient',
  edited: false,
  today: { totalRequests: 18_402, fallbackCount: 2_318, fallbackRate: 0.126 },
  lastProven: { at: '2026-03-07T14:31:00.000Z', trigger: 'rate_limit', stale: false },
};

export const listChains = defineEndpoint({
  operationId: 'listChains',
  method: 'get',
  path: '/chains',
  tag: 'chains',
  summary: 'Chains, in the order of the document',
  role: 'viewer',
  rate: 'read',
  query: pageQuery.extend({
    search: z.string().max(100).optional().describe('Part of a model id in the chain'),
    proven: z
      .stringbool()
      .optional()
      .describe(`true: a drill was answered in the last ${PROVEN_DAYS} days; false: none, or longer ago`),
    provider: idSchema.optional().describe('Chains with a step at this provider'),
    upstreamModel: z.string().min(1).max(200).optional().describe('Chains with a step that calls this upstream model'),
    tz: windowQuery.shape.tz,
  }),
  success: {
    status: 200,
    description: 'A page of chains',
    body: pageOf(chainResourceSchema).extend({
      counts: z.object({
        all: z.int().min(0).describe('Chains, whatever the filters'),
        notProven: z.int().min(0).describe(`Of these, not proven in the last ${PROVEN_DAYS} days`),
      }),
    }),
    example: {
      items: [{ ...EXAMPLE, status: STATUS }],
      total: 1,
      next: null,
      counts: { all: 1, notProven: 0 },
    },
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
  query: z.object({ tz: windowQuery.shape.tz }),
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

export const validateChain = defineEndpoint({
  operationId: 'validateChain',
  method: 'post',
  path: '/config/validate-chain',
  tag: 'chains',
  summary: 'Findings about one chain as it is being edited; nothing is stored',
  description:
    'Checks the chain in its place in the document in force, and says only what is about it. Cheap enough to ask while ' +
    'somebody types. `about` names the step, `short` says it in a few words.',
  role: 'editor',
  rate: 'read',
  body: chainInputSchema.required({ model: true }),
  bodyExample: { model: 'gpt-4o', fallbacks: ['claude-sonnet', 'gpt-4-turbo'] },
  success: {
    status: 200,
    description: 'Every error and warning about it; errors would refuse the write',
    body: z.object({
      valid: z.boolean().describe('False = a write would be refused'),
      findings: z.array(findingSchema),
      revision: z.int().min(0).describe('Configuration revision that it was checked against'),
    }),
    example: {
      valid: true,
      findings: [
        {
          severity: 'warning',
          code: 'fallback_cost',
          path: 'chains[0].fallbacks[1]',
          message: 'gpt-4-turbo costs 3.3 times as much as gpt-4o (500 tokens in, 50 out; warned above 2)',
          fix: 'Choose a cheaper fallback, or set maxCostMultiplier to skip it.',
          short: '3.3× the price of gpt-4o.',
          about: [{ chain: 'gpt-4o', list: 'fallbacks', step: 2 }],
        },
      ],
      revision: 128,
    },
  },
});

export const chainEndpoints = [listChains, getChain, putChain, deleteChain, validateChain] as const;
