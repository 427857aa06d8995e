import { z } from 'zod';
import { defineEndpoint } from '../endpoint.ts';
import { windowQuery, windowSchema } from '../window.ts';

const count = z.int().min(0);
const usd = z.number().min(0);
const milliseconds = z.number().min(0).nullable();

export const requestSummarySchema = z.object({
  requests: count.describe('All that ended'),
  eligible: count.describe('Outcome success or error on route primary or fallback'),
  success: count,
  errors: count,
  clientErrors: count,
  cancelled: count,
  rejected: count,
  fallbacks: count.describe('Eligible requests on route fallback'),
  fallbackRate: z.number().min(0).max(1).describe('fallbacks / eligible; 0 where there were none'),
  fallbackAnswers: count.describe('Of the fallbacks, answered'),
  fallbackSuccessRate: z.number().min(0).max(1).nullable().describe('fallbackAnswers / fallbacks; null without any'),
  exhausted: count.describe('Every step of the chain failed'),
  attempts: count,
  inputTokens: count,
  outputTokens: count,
  costUsd: usd.describe('All billed calls whose price is known'),
  baselineCostUsd: usd.describe("Answers with both prices known, at the requested model's price"),
  comparedCostUsd: usd.describe('The same answers, what they cost'),
  extraCostUsd: z.number().describe('What answers by a fallback cost above their baseline; may be negative'),
  wastedCostUsd: usd.describe('Billed but thrown away; part of costUsd'),
  unpricedRequests: count.describe('Requests with a billed call whose price is unknown, once a target'),
  averageMs: milliseconds,
  p50Ms: milliseconds.describe('Answered requests, from the same buckets as understudy_request_duration_seconds'),
  p95Ms: milliseconds,
});
export type RequestSummary = z.infer<typeof requestSummarySchema>;

const EXAMPLE: RequestSummary = {
  requests: 412,
  eligible: 400,
  success: 396,
  errors: 4,
  clientErrors: 7,
  cancelled: 3,
  rejected: 2,
  fallbacks: 50,
  fallbackRate: 0.125,
  fallbackAnswers: 48,
  fallbackSuccessRate: 0.96,
  exhausted: 2,
  attempts: 512,
  inputTokens: 204_800,
  outputTokens: 25_600,
  costUsd: 0.81,
  baselineCostUsd: 0.76,
  comparedCostUsd: 0.8,
  extraCostUsd: 0.04,
  wastedCostUsd: 0.01,
  unpricedRequests: 0,
  averageMs: 1_240.5,
  p50Ms: 820,
  p95Ms: 3_900,
};

export const getMetricsSummary = defineEndpoint({
  operationId: 'getMetricsSummary',
  method: 'get',
  path: '/metrics-summary',
  tag: 'statistics',
  summary: 'Requests, fallbacks, tokens, cost and latency of the last days, in all and by requested model',
  role: 'viewer',
  rate: 'read',
  query: windowQuery,
  success: {
    status: 200,
    description: 'Sums; `days` is 1 where it is left out',
    body: z.object({
      window: windowSchema,
      total: requestSummarySchema,
      models: z
        .array(requestSummarySchema.extend({ model: z.string(), displayName: z.string() }))
        .describe('Most requests first; `other` sums up what the configuration does not hold'),
    }),
    example: {
      window: { days: 1, tz: 'UTC', from: '2026-03-10', to: '2026-03-10' },
      total: EXAMPLE,
      models: [{ model: 'gpt-4o', displayName: 'GPT-4o', ...EXAMPLE }],
    },
  },
});

export const metricsSummaryEndpoints = [getMetricsSummary] as const;
