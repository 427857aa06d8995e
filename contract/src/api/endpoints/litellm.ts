import { z } from 'zod';
import { defineEndpoint } from '../endpoint.ts';
import { dryRunQuery, writeSummarySchema } from '../shared.ts';
import { redactedDocumentSchema } from './config.ts';
import { EXAMPLE_BACKUP, EXAMPLE_SYNC } from './litellmExamples.ts';
import { litellmFindingSchema, litellmSyncSchema } from './litellmParts.ts';
import { diffLitellm, getLitellmStatus, listLitellmBackups, renderLitellm } from './litellmReads.ts';

const findings = z.array(litellmFindingSchema);
const NOT_CONFIGURED = { 404: 'The agent was started without --litellm-config' } as const;
const BUSY = { 409: 'Another apply or rollback is under way' } as const;

/** How an apply is done. */
export const litellmApplySchema = z.strictObject({
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/, 'must be the sha256 of a diff')
    .optional()
    .describe('Of the diff that was looked at: a file that changed since is refused'),
  verify: z
    .boolean()
    .default(true)
    .describe('Prove each changed list through the proxy; the first fallbacks are really called'),
});
export type LitellmApply = z.output<typeof litellmApplySchema>;

const STREAM_NOTE = [
  'With `Accept: text/event-stream` the events step-started, step-ended, diff, proof and at last done come as they happen.',
  'Closing the connection does not stop it: the proxy is never left on a half-written file. One at a time.',
];

export const applyLitellm = defineEndpoint({
  operationId: 'applyLitellm',
  method: 'post',
  path: '/litellm/apply',
  tag: 'litellm',
  summary: 'Write the file, reload the proxy, prove the changed chains; take it back where a step fails',
  description: [
    'Lock, read, preflight, diff, backup, write, reload, ready, verify; where a step from `write` on fails: restore, restore-reload,',
    'restore-ready. File, hook and proxy come from start flags; nothing in a request names a command or a path.',
    ...STREAM_NOTE,
  ].join('\n'),
  role: 'admin',
  rate: 'write',
  body: litellmApplySchema,
  bodyExample: { verify: true },
  success: {
    status: 200,
    description: 'It is over, however it ended; see `outcome`, `step` and `error`',
    body: litellmSyncSchema,
    example: EXAMPLE_SYNC,
    alsoAs: ['text/event-stream'],
  },
  errors: { ...NOT_CONFIGURED, ...BUSY },
});

export const rollbackLitellm = defineEndpoint({
  operationId: 'rollbackLitellm',
  method: 'post',
  path: '/litellm/rollback',
  tag: 'litellm',
  summary: 'Put a backup in force again, byte for byte',
  description: [
    'The same steps as apply, with a backup of the file as it is now. No list is proven.',
    ...STREAM_NOTE,
  ].join('\n'),
  role: 'admin',
  rate: 'write',
  body: z.strictObject({
    backup: z
      .string()
      .regex(/^[\w.-]{1,200}$/, 'must be the id of a backup')
      .optional()
      .describe('Default: the newest that says something else than the file'),
  }),
  bodyExample: { backup: EXAMPLE_BACKUP.id },
  success: {
    status: 200,
    description: 'It is over, however it ended',
    body: litellmSyncSchema,
    example: { ...EXAMPLE_SYNC, action: 'rollback', outcome: 'applied', step: null, error: null, fix: null },
    alsoAs: ['text/event-stream'],
  },
  errors: { 404: 'There is no such backup, or no --litellm-config', ...BUSY },
});

/** A LiteLLM file is rarely larger than a few kilobytes. */
const MAX_YAML = 1_000_000;

export const importLitellm = defineEndpoint({
  operationId: 'importLitellm',
  method: 'post',
  path: '/litellm/import',
  tag: 'litellm',
  summary: "Take a LiteLLM file's models, chains and policy over into the document",
  description: [
    'Providers, models and chains are added or replaced by id; what else the document holds stays. What could not be carried over',
    'is in `findings`. A dry run unless `?dryRun=false`.',
  ].join('\n'),
  role: 'admin',
  rate: 'write',
  query: dryRunQuery,
  body: z.strictObject({
    yaml: z.string().max(MAX_YAML).optional().describe('Default: the file of --litellm-config'),
    allowCycles: z
      .boolean()
      .default(false)
      .describe('Sets validation.crossChainCycles: warn where chains form a cycle'),
  }),
  bodyExample: { allowCycles: false },
  maxBodyBytes: 2 * MAX_YAML,
  success: {
    status: 200,
    description: 'Stored, or what a dry run would change',
    body: writeSummarySchema.extend({
      resource: redactedDocumentSchema,
      report: findings.describe('What was put right or could not be carried over'),
    }),
    example: {
      revision: 7,
      dryRun: true,
      findings: [],
      diff: [{ path: 'chains["gpt-4o"]', after: { model: 'gpt-4o', fallbacks: ['claude-sonnet'] } }],
      resource: { version: 1 },
      report: [
        {
          severity: 'warning',
          code: 'provider_unknown',
          path: 'model_list[2]',
          message: 'titan: Understudy does not speak to bedrock',
          fix: 'The deployment stays in the file; chains that name it lose it.',
        },
      ],
    },
  },
  errors: { 404: 'No yaml was sent and the agent has no --litellm-config', 409: 'The agent is managed by a file' },
});

export const litellmEndpoints = [
  renderLitellm,
  diffLitellm,
  applyLitellm,
  listLitellmBackups,
  rollbackLitellm,
  getLitellmStatus,
  importLitellm,
] as const;
