import { z } from 'zod';
import { capabilitySchema } from '../../document/model.ts';
import { providerSchema } from '../../document/provider.ts';
import { defineEndpoint } from '../endpoint.ts';
import {
  cascadeQuery,
  dryRunQuery,
  pageOf,
  pageQuery,
  secretInputSchema,
  secretOutputSchema,
  writeSummarySchema,
  writtenSchema,
} from '../shared.ts';

/** One circuit breaker as the registry shows it. */
export const breakerStatusSchema = z.strictObject({
  upstreamModel: z.string(),
  state: z.enum(['closed', 'open', 'half_open']),
  nextProbeAt: z.iso.datetime().nullable().describe('null = not open'),
  openedBy: z.string().nullable().describe('Trigger of the failure that opened it last; null = closed'),
  openSince: z.iso.datetime().nullable().describe('Since when it is not closed any more; null = closed'),
});
export type BreakerStatus = z.infer<typeof breakerStatusSchema>;

/** Health in the words of semantics.md. */
export const PROVIDER_HEALTH = ['healthy', 'degraded', 'down', 'unknown', 'disabled'] as const;

/** Calls of the last five minutes that say something about who was called. */
export const recentCallsSchema = z.strictObject({
  attempts: z.int().min(0).describe("Calls of the last five minutes, clients' own mistakes and departures left out"),
  failures: z.int().min(0).describe('Of these, failed'),
});

/** What is known of a provider beside its settings. Read-only. */
export const providerStatusSchema = z.strictObject({
  health: z.enum(PROVIDER_HEALTH),
  reason: z.string().describe('Why, in a sentence'),
  recent: recentCallsSchema,
  credential: z
    .enum(['set', 'missing', 'unresolvable', 'not_needed'])
    .describe('unresolvable: it is named, but cannot be read now; not_needed: a local server without one'),
  credentialProblem: z
    .string()
    .nullable()
    .describe(
      'Why there is none, naming the variable or file and never a value: "variable MISTRAL_API_KEY is not set"',
    ),
  models: z.int().min(0).describe('Models that it serves'),
  breakers: z.array(breakerStatusSchema),
  today: z
    .strictObject({
      requests: z.int().min(0).describe('Requests that its models answered, since midnight UTC'),
      costUsd: z.number().min(0).nullable().describe('null = unknown'),
    })
    .nullable()
    .describe('null = not counted'),
});
export type ProviderStatus = z.infer<typeof providerStatusSchema>;

/** A provider as answers hold it. */
export const providerResourceSchema = providerSchema.extend({
  apiKey: secretOutputSchema.optional(),
  headers: z.record(z.string(), secretOutputSchema).optional(),
  status: providerStatusSchema.optional(),
});
export type ProviderResource = z.infer<typeof providerResourceSchema>;

/** A provider in a request body. `status` is read-only: sent back it is left out of account. */
export const providerInputSchema = providerSchema.extend({
  apiKey: secretInputSchema.optional(),
  headers: z.record(z.string(), secretInputSchema).optional(),
  status: z.unknown().optional().describe('read-only; ignored'),
});
const putBody = providerInputSchema.partial({ id: true });

const EXAMPLE = {
  id: 'openai',
  dialect: 'openai',
  baseUrl: 'https://api.openai.com/v1',
  apiKey: 'env:OPENAI_API_KEY',
};
const STATUS = {
  health: 'healthy',
  reason: '3 of 1204 calls failed in the last five minutes',
  recent: { attempts: 1_204, failures: 3 },
  credential: 'set',
  credentialProblem: null,
  models: 2,
  breakers: [{ upstreamModel: 'gpt-4o', state: 'closed', nextProbeAt: null, openedBy: null, openSince: null }],
  today: { requests: 1_204, costUsd: 3.75 },
};
const written = {
  status: 200 as const,
  description: 'Stored, or what a dry run would change',
  body: writtenSchema(providerResourceSchema),
  example: {
    revision: 12,
    dryRun: false,
    findings: [],
    diff: [{ path: 'providers.openai.enabled', before: true, after: false }],
    resource: { ...EXAMPLE, enabled: false },
  },
};
const MANAGED = 'The agent is managed by a file';
const UNKNOWN = 'There is no such provider';

export const listProviders = defineEndpoint({
  operationId: 'listProviders',
  method: 'get',
  path: '/providers',
  tag: 'providers',
  summary: 'Providers, by priority and then in the order of the document',
  role: 'viewer',
  rate: 'read',
  query: pageQuery.extend({
    capability: capabilitySchema.optional().describe('Serves a model that declares it'),
    enabled: z.stringbool().optional(),
    search: z.string().max(100).optional().describe('Part of the id, whatever its case'),
  }),
  success: {
    status: 200,
    description: 'A page of providers',
    body: pageOf(providerResourceSchema),
    example: { items: [{ ...EXAMPLE, status: STATUS }], total: 1, next: null },
  },
});

export const getProvider = defineEndpoint({
  operationId: 'getProvider',
  method: 'get',
  path: '/providers/{id}',
  tag: 'providers',
  summary: 'One provider',
  role: 'viewer',
  rate: 'read',
  concurrency: 'read',
  success: {
    status: 200,
    description: 'The provider',
    body: providerResourceSchema,
    example: { ...EXAMPLE, status: STATUS },
  },
  errors: { 404: UNKNOWN },
});

export const createProvider = defineEndpoint({
  operationId: 'createProvider',
  method: 'post',
  path: '/providers',
  tag: 'providers',
  summary: 'Add a provider',
  description: 'An id that exists is refused with 412 and its representation: replace it with PUT.',
  role: 'admin',
  rate: 'write',
  concurrency: 'write',
  dryRun: true,
  query: dryRunQuery,
  body: providerInputSchema,
  bodyExample: EXAMPLE,
  success: {
    ...written,
    status: 201,
    description: 'Added, or what a dry run would add',
    example: { ...written.example, diff: [{ path: 'providers.openai', after: EXAMPLE }], resource: EXAMPLE },
  },
  errors: { 409: MANAGED },
});

export const putProvider = defineEndpoint({
  operationId: 'putProvider',
  method: 'put',
  path: '/providers/{id}',
  tag: 'providers',
  summary: 'Create or replace a provider',
  description:
    'A secret that is left out is removed; `{ "set": true }` keeps it. With another origin in `baseUrl` nothing is kept: the credential has to be sent again.',
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

export const patchProvider = defineEndpoint({
  operationId: 'patchProvider',
  method: 'patch',
  path: '/providers/{id}',
  tag: 'providers',
  summary: 'Change fields of a provider (JSON Merge Patch, RFC 7396)',
  description:
    'What is left out stays, `null` removes. Another origin in `baseUrl` drops the credential unless it is sent along.',
  role: 'admin',
  rate: 'write',
  concurrency: 'write',
  dryRun: true,
  query: dryRunQuery,
  body: z.looseObject({}).meta({ description: 'Fields of a provider; null removes one' }),
  bodyExample: { enabled: false },
  success: written,
  errors: { 404: UNKNOWN, 409: MANAGED },
});

export const deleteProvider = defineEndpoint({
  operationId: 'deleteProvider',
  method: 'delete',
  path: '/providers/{id}',
  tag: 'providers',
  summary: 'Remove a provider; its history stays, and a rollback brings it back',
  role: 'admin',
  rate: 'write',
  concurrency: 'write',
  dryRun: true,
  query: cascadeQuery,
  success: {
    status: 200,
    description: 'Removed, or what a dry run would change',
    body: writeSummarySchema,
    example: { revision: 13, dryRun: false, findings: [], diff: [{ path: 'providers.openai', before: EXAMPLE }] },
  },
  errors: { 404: UNKNOWN, 409: 'Its models are in use (`affected`; asks for cascade), or managed by a file' },
});

export const providerEndpoints = [
  listProviders,
  getProvider,
  createProvider,
  putProvider,
  patchProvider,
  deleteProvider,
] as const;
