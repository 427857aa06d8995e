import { z } from 'zod';
import { defineEndpoint } from '../endpoint.ts';
import { windowQuery, windowSchema } from '../window.ts';

const count = z.int().min(0);

export const clientSummarySchema = z.object({
  client: z.string().describe('Its id; `anonymous` without clients, `other` for what was folded'),
  requests: count,
  eligible: count,
  fallbacks: count,
  fallbackRate: z.number().min(0).max(1),
  costUsd: z.number().min(0).describe('All billed calls whose price is known'),
});
export type ClientSummary = z.infer<typeof clientSummarySchema>;

export const CLIENT_SORTS = ['fallbacks', 'requests', 'cost'] as const;
export type ClientSort = (typeof CLIENT_SORTS)[number];

export const listClients = defineEndpoint({
  operationId: 'listClients',
  method: 'get',
  path: '/clients',
  tag: 'statistics',
  summary: 'Clients with the most fallbacks, requests or cost of the last days',
  role: 'viewer',
  rate: 'read',
  query: windowQuery.extend({
    model: z.string().min(1).max(100).optional().describe('One requested model; default all together'),
    sort: z.enum(CLIENT_SORTS).optional().describe('default fallbacks'),
    limit: z.coerce.number().int().min(1).max(100).optional().describe('default 10'),
  }),
  success: {
    status: 200,
    description: 'Sums, highest first; `days` is 1 where it is left out',
    body: z.object({
      window: windowSchema,
      items: z.array(clientSummarySchema),
      total: count.describe('Clients in all'),
    }),
    example: {
      window: { days: 1, tz: 'UTC', from: '2026-03-10', to: '2026-03-10' },
      items: [
        { client: 'checkout', requests: 9_120, eligible: 9_100, fallbacks: 812, fallbackRate: 0.089, costUsd: 14.2 },
      ],
      total: 1,
    },
  },
});

export const clientsEndpoints = [listClients] as const;
