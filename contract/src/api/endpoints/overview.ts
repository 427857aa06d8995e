import { z } from 'zod';
import { fallbackStatSchema, fallbackStatsSchema } from '../../stats/fallbackStats.ts';
import { defineEndpoint } from '../endpoint.ts';
import { pageQuery } from '../shared.ts';
import { currencySchema, thresholdsSchema } from '../thresholds.ts';
import { windowQuery } from '../window.ts';
import { activeStepSchema } from './chains.ts';

const count = z.int().min(0);
const usd = z.number().min(0);
const rate = z.number().min(0).max(1);

/** Hours of a day one by one, from midnight on: 24, on the days on which clocks change 23 or 25. */
const ratesByHour = z
  .array(rate.nullable())
  .describe('Fallback rate of each hour of the day; null = no eligible request, or still to come');

/** How money stands for the fallbacks of a model. */
export const FALLBACK_COSTS = ['none', 'multiplier', 'extra', 'unpriced'] as const;

/** One requested model today: what `fallback-stats` says, and what a table of it shows beside. */
export const overviewModelSchema = fallbackStatSchema.extend({
  provider: z.string().nullable().describe('null = the model is not configured any more'),
  fallbacks: z
    .array(z.object({ model: z.string(), displayName: z.string(), count }))
    .describe('Models that answered in its place, most answers first, at most 10'),
  fallbackModels: count.describe('How many models these are in all'),
  fallbackAnswers: count.describe('Of the fallbacks, answered'),
  cost: z
    .enum(FALLBACK_COSTS)
    .describe(
      'none: nothing to compare; multiplier: see costMultiplier; extra: the primary costs 0; unpriced: no price',
    ),
  extraCostUsd: z.number().nullable().describe('What these answers cost above their baseline; null = unknown'),
  unpricedModels: z
    .array(z.string())
    .describe('Models without a price that keep the cost from being known, at most 10'),
  aboveRate: z.boolean().describe('Above warnings.fallbackRate'),
  activeStep: activeStepSchema.nullable().describe('null = it has no chain'),
  trend: ratesByHour,
});
export type OverviewModel = z.infer<typeof overviewModelSchema>;

/** Both days up to the same time; the quarter of an hour that is under way is in neither. */
export const overviewComparisonSchema = z.object({
  upTo: z.string().describe('Time of day, HH:MM'),
  requests: count,
  fallbackRate: rate,
  yesterday: z.object({ requests: count, fallbackRate: rate }),
  requestsChange: z.number().nullable().describe('requests / yesterday.requests − 1; null = there were none yesterday'),
  fallbackRateChange: z
    .number()
    .min(-1)
    .max(1)
    .nullable()
    .describe('Difference of the rates: 0.016 = 1.6 points; null = one of the days has no eligible request'),
});
export type OverviewComparison = z.infer<typeof overviewComparisonSchema>;

/** Today in all. */
export const overviewTotalSchema = z.object({
  requests: count.describe('All that ended'),
  eligible: count,
  fallbacks: count,
  fallbackRate: rate,
  fallbackAnswers: count,
  fallbackSuccessRate: rate.nullable().describe('fallbackAnswers / fallbacks; null without any'),
  exhausted: count,
  costUsd: usd.describe('All billed calls whose price is known'),
  extraCostUsd: z.number().describe('What answers by a fallback cost above their baseline; may be negative'),
  onTopOfUsd: usd.describe('costUsd without extraCostUsd'),
  wastedCostUsd: usd.describe('Billed but thrown away; part of costUsd'),
  unpricedRequests: count,
  savings: z
    .object({
      reference: z.object({ model: z.string(), displayName: z.string(), priced: z.boolean() }),
      hypotheticalUsd: usd.nullable(),
      savingsUsd: z.number().nullable().describe('null = the reference model has no price'),
    })
    .nullable()
    .describe('Against costs.referenceModel; null = none is chosen'),
  comparison: overviewComparisonSchema
    .nullable()
    .describe('null = no quarter of an hour of today is over, or nothing is known of yesterday'),
  trend: z.object({
    requests: z.array(count.nullable()).describe('Requests of each hour of the day; null = still to come'),
    fallbackRate: ratesByHour,
  }),
});
export type OverviewTotal = z.infer<typeof overviewTotalSchema>;

export const OVERVIEW_SORTS = ['rate', 'model', 'fallback', 'count', 'cost', 'step'] as const;
export type OverviewSort = (typeof OVERVIEW_SORTS)[number];

const HOURS = 24;
const RATES = Array.from({ length: HOURS }, (_, hour) =>
  hour > 14 ? null : Math.round(20 + 90 * (hour / 14) ** 4) / 1_000,
);
const REQUESTS = Array.from({ length: HOURS }, (_, hour) => (hour > 14 ? null : 200 + 90 * hour));

export const getOverview = defineEndpoint({
  operationId: 'getOverview',
  method: 'get',
  path: '/overview',
  tag: 'statistics',
  summary: 'Today at one look: totals against yesterday, and each requested model with its fallbacks, cost and trend',
  description:
    'The models are those of `fallback-stats`, with the same figures. By default the highest rate comes first, and those ' +
    'whose chain has no step left before others of the same rate.',
  role: 'viewer',
  rate: 'read',
  query: pageQuery.extend({
    tz: windowQuery.shape.tz,
    search: z.string().max(100).optional().describe('Part of the id, display name or provider, whatever its case'),
    model: z.string().min(1).max(100).optional().describe('This model alone'),
    above: z.stringbool().optional().describe('true: only models above one of the warnings'),
    sort: z.enum(OVERVIEW_SORTS).optional().describe('default rate'),
    order: z.enum(['asc', 'desc']).optional().describe('default desc; for model, fallback and step asc'),
  }),
  success: {
    status: 200,
    description: 'Today, in the time zone of ?tz=; a page holds 50 models unless ?limit= says otherwise',
    body: z.object({
      today: z.object({
        day: z.iso.date(),
        tz: z.string(),
        from: z.iso.datetime().describe('When the day began'),
        hours: z.int().min(1).max(25).describe('Hours of the day'),
        at: z.iso.datetime().describe('Now'),
      }),
      warnings: thresholdsSchema,
      currency: currencySchema,
      total: overviewTotalSchema,
      breakers: z.object({ open: count, total: count }),
      summary: fallbackStatsSchema.shape.summary,
      models: z.array(overviewModelSchema).describe('One page'),
      modelsTotal: count.describe('Models that match, on all pages'),
      next: z.string().nullable().describe('Cursor of the next page; null = this is the last'),
    }),
    example: {
      today: {
        day: '2026-03-10',
        tz: 'UTC',
        from: '2026-03-10T00:00:00.000Z',
        hours: 24,
        at: '2026-03-10T14:31:08.412Z',
      },
      warnings: { fallbackRate: 0.1, costMultiplier: 2 },
      currency: { display: 'USD', rate: 1, rateDate: null },
      total: {
        requests: 117_338,
        eligible: 116_461,
        fallbacks: 4_542,
        fallbackRate: 0.039,
        fallbackAnswers: 4_484,
        fallbackSuccessRate: 0.987,
        exhausted: 58,
        costUsd: 353.2,
        extraCostUsd: 42.18,
        onTopOfUsd: 311.02,
        wastedCostUsd: 3.4,
        unpricedRequests: 9,
        savings: {
          reference: { model: 'gpt-4o', displayName: 'GPT-4o', priced: true },
          hypotheticalUsd: 671.6,
          savingsUsd: 318.4,
        },
        comparison: {
          upTo: '14:30',
          requests: 117_001,
          fallbackRate: 0.039,
          yesterday: { requests: 112_285, fallbackRate: 0.023 },
          requestsChange: 0.042,
          fallbackRateChange: 0.016,
        },
        trend: { requests: REQUESTS, fallbackRate: RATES },
      },
      breakers: { open: 3, total: 14 },
      summary: { modelsWithFallback: 9, fallbacksToday: 4_542, modelsExceeding2x: 2 },
      models: [
        {
          model: 'gpt-4o',
          displayName: 'GPT-4o',
          provider: 'openai',
          totalRequests: 18_402,
          fallbackCount: 2_318,
          fallbackRate: 0.126,
          fallbackAnswers: 2_300,
          estimatedOriginalCostUsd: 40.1,
          estimatedFallbackCostUsd: 56.14,
          costMultiplier: 1.4,
          exceeds2x: false,
          fallbackModel: 'claude-sonnet',
          fallbackModelName: 'Claude Sonnet',
          fallbacks: [
            { model: 'claude-sonnet', displayName: 'Claude Sonnet', count: 2_100 },
            { model: 'gemini-2.5-flash', displayName: 'gemini-2.5-flash', count: 190 },
            { model: 'llama3.3:70b', displayName: 'llama3.3:70b', count: 10 },
          ],
          fallbackModels: 3,
          estimated: false,
          cost: 'multiplier',
          extraCostUsd: 16.04,
          unpricedModels: [],
          aboveRate: true,
          activeStep: { position: 1, label: 'fallback 1', model: 'claude-sonnet' },
          trend: RATES,
        },
      ],
      modelsTotal: 1,
      next: null,
    },
  },
});

export const overviewEndpoints = [getOverview] as const;
