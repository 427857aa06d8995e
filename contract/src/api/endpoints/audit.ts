import { z } from 'zod';
import { roleSchema } from '../role.ts';
import { defineEndpoint } from '../endpoint.ts';
import { pageQuery } from '../shared.ts';

/** Actions that are no operation of the API. */
export const AGENT_ACTIONS = ['start', 'reload', 'managed', 'recovered'] as const;

/** One entry of the audit: a write, a drill, a refused attempt, or a change that came from a file. */
export const auditEntrySchema = z.strictObject({
  id: z.int().min(1).describe('Counts up; the newest is the greatest'),
  at: z.iso.datetime(),
  author: z.string().describe('User, else name of the token; anonymous before authentication; file:NAME for a file'),
  token: z.string().nullable().describe('Name of the token; null = none, or not a valid one'),
  role: roleSchema.nullable(),
  action: z
    .string()
    .describe(
      'Operation id, or method and path where none matched; start, reload, managed; recovered = from the revision itself, after a crash',
    ),
  target: z.string().describe('Id of the resource; empty where the action has none'),
  outcome: z.enum(['done', 'refused']),
  status: z.int().describe('HTTP status; 0 = not a request'),
  detail: z.string().describe('Why it was refused, or the reason that the author gave'),
  revision: z.int().nullable().describe('Configuration revision that it made; null = none'),
  changes: z.array(z.string()).describe('Paths that changed, at most 20, "… and n more" for the rest'),
  instance: z.string().optional().describe('Agent that noted it, where a group shares its audit through Redis'),
});
export type AuditEntry = z.infer<typeof auditEntrySchema>;

const EXAMPLE = {
  id: 41,
  at: '2026-10-01T08:00:00.000Z',
  author: 'ada',
  token: 'admin',
  role: 'admin',
  action: 'putChain',
  target: 'gpt-4o',
  outcome: 'done',
  status: 200,
  detail: 'gpt-4o is slow today',
  revision: 9,
  changes: ['chains.gpt-4o.fallbacks'],
};

export const listAudit = defineEndpoint({
  operationId: 'listAudit',
  method: 'get',
  path: '/audit',
  tag: 'audit',
  summary: 'Who changed what, and who was refused, newest first',
  description: 'Append-only: the API can neither change nor remove an entry.',
  role: 'admin',
  rate: 'read',
  query: pageQuery.extend({
    cursor: z
      .string()
      .regex(/^\d{1,10}-\d{1,15}$/, 'must be what "next" of the page before says')
      .optional(),
    author: z.string().max(2_000).optional().describe('One, or several with commas: any of them'),
    outcome: z.enum(['done', 'refused']).optional(),
    action: z.string().max(2_000).optional().describe('One, or several with commas: any of them'),
    target: z.string().max(200).optional().describe('Id of the resource'),
    from: z.iso.datetime({ offset: true }).optional().describe('Not before'),
    to: z.iso.datetime({ offset: true }).optional().describe('Before'),
  }),
  success: {
    status: 200,
    description: 'A page of entries; as CSV with all fields',
    body: z.object({
      items: z.array(auditEntrySchema),
      next: z
        .string()
        .nullable()
        .describe('Cursor of older entries, also after a page that is not full; null = there are none'),
    }),
    example: { items: [EXAMPLE], next: null },
    alsoAs: ['text/csv'],
  },
});

export const auditEndpoints = [listAudit] as const;
