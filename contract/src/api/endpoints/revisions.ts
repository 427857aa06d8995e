import { z } from 'zod';
import { defineEndpoint } from '../endpoint.ts';
import { changeSchema, dryRunQuery, pageQuery, pageOf, writtenSchema } from '../shared.ts';
import { redactedDocumentSchema } from './config.ts';

/** One revision of the configuration, without its document. */
export const revisionInfoSchema = z.strictObject({
  revision: z.int().min(1),
  at: z.iso.datetime(),
  author: z.string(),
  reason: z.string().nullable(),
  hash: z.string().describe('SHA-256 of the document'),
  changes: z.int().min(0).nullable().describe('Changes against the one before; null = that one is not kept any more'),
});
export type RevisionSummary = z.infer<typeof revisionInfoSchema>;

const EXAMPLE = {
  revision: 9,
  at: '2026-10-01T08:00:00.000Z',
  author: 'ada',
  reason: 'gpt-4o is slow today',
  hash: '4f1c9d0a',
  changes: 1,
};
const CHANGE = { path: 'chains.gpt-4o.fallbacks', before: ['llama3'], after: ['claude-sonnet', 'llama3'] };
const DOCUMENT = { version: 1, providers: [], models: [], chains: [] };
const UNKNOWN = 'There is no such revision, or it is not kept any more';

export const listRevisions = defineEndpoint({
  operationId: 'listRevisions',
  method: 'get',
  path: '/revisions',
  tag: 'revisions',
  summary: 'Revisions of the configuration that are kept, newest first',
  role: 'viewer',
  rate: 'read',
  query: pageQuery.extend({
    model: z
      .string()
      .min(1)
      .max(100)
      .optional()
      .describe(
        'Only revisions that changed the chain of this model; a page may then hold fewer than `limit`, and `total` counts all',
      ),
  }),
  success: {
    status: 200,
    description: 'A page of revisions',
    body: pageOf(revisionInfoSchema),
    example: { items: [EXAMPLE], total: 1, next: null },
  },
});

export const getRevision = defineEndpoint({
  operationId: 'getRevision',
  method: 'get',
  path: '/revisions/{n}',
  tag: 'revisions',
  summary: 'One revision with its document',
  role: 'viewer',
  rate: 'read',
  success: {
    status: 200,
    description: 'The revision; secrets that are not references read as `{ set: true }`',
    body: revisionInfoSchema.extend({ document: redactedDocumentSchema }),
    example: { ...EXAMPLE, document: DOCUMENT },
  },
  errors: { 404: UNKNOWN },
});

export const diffRevision = defineEndpoint({
  operationId: 'diffRevision',
  method: 'get',
  path: '/revisions/{n}/diff',
  tag: 'revisions',
  summary: 'What a revision changed',
  role: 'viewer',
  rate: 'read',
  query: z.object({
    against: z.coerce
      .number()
      .int()
      .min(0)
      .max(1_000_000_000)
      .optional()
      .describe('Revision to compare with, 0 = the empty document; default the one before'),
  }),
  success: {
    status: 200,
    description: 'The differences from `against` to the revision',
    body: z.object({ revision: z.int().min(1), against: z.int().min(0), diff: z.array(changeSchema) }),
    example: { revision: 9, against: 8, diff: [CHANGE] },
  },
  errors: { 404: UNKNOWN },
});

export const rollbackRevision = defineEndpoint({
  operationId: 'rollbackRevision',
  method: 'post',
  path: '/revisions/{n}/rollback',
  tag: 'revisions',
  summary: "Put a revision's document in force again, as a new revision",
  description:
    "If-Match takes the ETag of `GET /config`. The document has to pass today's rules. Nothing of the history is removed.",
  role: 'admin',
  rate: 'write',
  concurrency: 'write',
  dryRun: true,
  query: dryRunQuery,
  success: {
    status: 200,
    description: 'In force, or what a dry run would change',
    body: writtenSchema(redactedDocumentSchema),
    example: { revision: 10, dryRun: false, findings: [], diff: [CHANGE], resource: DOCUMENT },
  },
  errors: { 404: UNKNOWN, 409: 'The agent is managed by a file' },
});

export const revisionEndpoints = [listRevisions, getRevision, diffRevision, rollbackRevision] as const;
