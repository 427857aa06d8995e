import { z } from 'zod';
import { findingSchema } from '../validation/finding.ts';

/** One difference between two documents; entries of lists are named by id: `chains["gpt-4o"].fallbacks`. */
export const changeSchema = z.object({
  path: z.string(),
  before: z.unknown().optional().describe('absent for what was added'),
  after: z.unknown().optional().describe('absent for what was removed'),
});

/** What a write came to. */
export const writeSummarySchema = z.object({
  revision: z.int().min(0).describe('Configuration revision in force afterwards; a dry run leaves it as it is'),
  dryRun: z.boolean(),
  findings: z.array(findingSchema).describe('Warnings; errors refuse the write with 400'),
  diff: z.array(changeSchema),
});

/** `?dryRun=true` on every write: nothing is stored, the answer holds the diff and the findings. */
export const dryRunQuery = z.object({
  dryRun: z.stringbool().optional().describe('Store nothing; answer what would change'),
});

export const cascadeQuery = dryRunQuery.extend({
  cascade: z.stringbool().optional().describe('Also take it out of the chains that use it'),
});

/** Paging of lists: `cursor` is what the page before gave as `next`. */
export const pageQuery = z.object({
  limit: z.coerce.number().int().min(1).max(1_000).optional().describe('default 100'),
  cursor: z
    .string()
    .regex(/^\d{1,9}$/, 'must be what "next" of the page before says')
    .optional(),
});

export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.object({
    items: z.array(item),
    total: z.int().min(0).describe('Entries that match, on all pages'),
    next: z.string().nullable().describe('Cursor of the next page; null = this is the last'),
  });
}

/** The answer of a write to one resource. */
export function writtenSchema<Resource extends z.ZodType>(resource: Resource) {
  return writeSummarySchema.extend({ resource });
}

const secretInput = z.union([
  z.string().min(1).max(16_384).describe('env:NAME, file:PATH, or a plain value, which is sealed'),
  z.object({ set: z.literal(true) }).describe('keeps what is stored'),
  z.null().describe('removes it'),
]);

/** A secret in a request body. */
export const secretInputSchema = secretInput;

/** A secret in an answer: a reference as written, anything else as `{ set: true }`. */
export const secretOutputSchema = z.union([z.string(), z.object({ set: z.literal(true) })]);
