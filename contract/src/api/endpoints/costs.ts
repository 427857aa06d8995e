import { z } from 'zod';
import { defineEndpoint } from '../endpoint.ts';
import { currencySchema } from '../thresholds.ts';
import { windowQuery, windowSchema } from '../window.ts';

const count = z.int().min(0);
const usd = z.number().min(0);

export const costSchema = z.object({
  actualUsd: usd.describe('All billed calls whose price is known'),
  hypotheticalUsd: usd
    .nullable()
    .describe("The same calls' tokens at the reference model's price; null without a priced reference"),
  savingsUsd: z.number().nullable().describe('hypothetical − actual; may be negative'),
  savingsPercent: z.number().nullable().describe('Of the hypothetical cost; null where that is 0 or unknown'),
  wastedUsd: usd.describe('Billed but thrown away; part of actualUsd'),
  unpricedRequests: count.describe('Left out on both sides, for want of a price'),
  inputTokens: count,
  outputTokens: count,
  localAnswers: count,
  remoteAnswers: count,
  localShare: z.number().min(0).max(1).nullable().describe('localAnswers / (localAnswers + remoteAnswers)'),
});
export type CostSummary = z.infer<typeof costSchema>;

const EXAMPLE: CostSummary = {
  actualUsd: 12.4,
  hypotheticalUsd: 15.5,
  savingsUsd: 3.1,
  savingsPercent: 20,
  wastedUsd: 0.2,
  unpricedRequests: 0,
  inputTokens: 4_200_000,
  outputTokens: 500_000,
  localAnswers: 300,
  remoteAnswers: 900,
  localShare: 0.25,
};

export const getCosts = defineEndpoint({
  operationId: 'getCosts',
  method: 'get',
  path: '/costs',
  tag: 'statistics',
  summary: 'Cost of the last days against a reference model, in all and by requested model',
  role: 'viewer',
  rate: 'read',
  query: windowQuery.extend({
    reference: z.string().min(1).max(100).optional().describe('Id of a model; default costs.referenceModel'),
  }),
  success: {
    status: 200,
    description: 'Sums; `days` is 7 where it is left out. Money is USD; `currency` says how to show it',
    body: z.object({
      window: windowSchema,
      reference: z
        .object({ model: z.string(), displayName: z.string(), priced: z.boolean() })
        .nullable()
        .describe('null = none is chosen'),
      currency: currencySchema,
      total: costSchema,
      displayTotal: z
        .object({
          actual: z.number(),
          hypothetical: z.number().nullable(),
          savings: z.number().nullable(),
          wasted: z.number(),
        })
        .describe('The total in the display currency'),
      models: z
        .array(costSchema.extend({ model: z.string(), displayName: z.string() }))
        .describe('Requested models, highest cost first'),
    }),
    example: {
      window: { days: 7, tz: 'UTC', from: '2026-03-04', to: '2026-03-10' },
      reference: { model: 'gpt-4o', displayName: 'GPT-4o', priced: true },
      currency: { display: 'BRL', rate: 5.4, rateDate: '2026-03-09' },
      total: EXAMPLE,
      displayTotal: { actual: 66.96, hypothetical: 83.7, savings: 16.74, wasted: 1.08 },
      models: [{ model: 'gpt-4o', displayName: 'GPT-4o', ...EXAMPLE }],
    },
  },
});

export const costsEndpoints = [getCosts] as const;
