import { z } from 'zod';
import { defineEndpoint } from '../endpoint.ts';
import { windowQuery, windowSchema } from '../window.ts';

const count = z.int().min(0);
const usd = z.number().min(0);

export const trendDaySchema = z.object({
  day: z.iso.date(),
  exact: z
    .boolean()
    .describe('False where an hour lies on two days: time zones off by part of an hour, more than two days ago'),
  requests: count,
  eligible: count,
  errors: count,
  fallbacks: count,
  fallbackRate: z.number().min(0).max(1),
  inputTokens: count,
  outputTokens: count,
  costUsd: usd,
  baselineCostUsd: usd,
  wastedCostUsd: usd,
});
export type TrendDay = z.infer<typeof trendDaySchema>;

const EXAMPLE: TrendDay = {
  day: '2026-03-10',
  exact: true,
  requests: 412,
  eligible: 400,
  errors: 4,
  fallbacks: 50,
  fallbackRate: 0.125,
  inputTokens: 204_800,
  outputTokens: 25_600,
  costUsd: 0.81,
  baselineCostUsd: 0.76,
  wastedCostUsd: 0.01,
};

export const getTrends = defineEndpoint({
  operationId: 'getTrends',
  method: 'get',
  path: '/trends',
  tag: 'statistics',
  summary: 'The last days one by one, oldest first; quiet days included',
  role: 'viewer',
  rate: 'read',
  query: windowQuery.extend({
    model: z.string().min(1).max(100).optional().describe('One requested model; default all together'),
    byModel: z.stringbool().optional().describe('Also each requested model on its own'),
  }),
  success: {
    status: 200,
    description: 'Days; `days` is 30 where it is left out',
    body: z.object({
      window: windowSchema,
      days: z.array(trendDaySchema),
      models: z
        .array(z.object({ model: z.string(), displayName: z.string(), days: z.array(trendDaySchema) }))
        .optional()
        .describe('With ?byModel=true: the 100 models with the most requests; days without a request are left out'),
    }),
    example: { window: { days: 1, tz: 'UTC', from: '2026-03-10', to: '2026-03-10' }, days: [EXAMPLE] },
  },
});

export const trendsEndpoints = [getTrends] as const;
