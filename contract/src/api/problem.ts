import { z } from 'zod';
import { findingSchema } from '../validation/finding.ts';

/** RFC 9457 problem document: every error of the control API. */
export const problemSchema = z.strictObject({
  type: z.string().describe('about:blank, or a page about this kind of problem'),
  title: z.string(),
  status: z.int(),
  detail: z.string().describe('What is wrong, naming the field'),
  fix: z.string().optional().describe('What to do about it'),
  code: z.string().optional().describe('Stable name of the problem'),
  requestId: z.string().optional(),
  findings: z.array(findingSchema).optional().describe('All that is wrong with a document or a body'),
  current: z.unknown().optional().describe('412: the representation that is in force'),
  etag: z.string().optional().describe('412: its ETag'),
  affected: z.array(z.string()).optional().describe('409: what a cascade would change'),
});
export type Problem = z.infer<typeof problemSchema>;
