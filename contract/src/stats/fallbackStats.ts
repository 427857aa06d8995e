import { z } from 'zod';

const usd = z.number().min(0);

/** One requested model in `GET /api/v1/fallback-stats`: eligible requests of today. */
export const fallbackStatSchema = z.strictObject({
  model: z.string(),
  displayName: z.string(),
  totalRequests: z.int().min(0).describe('Eligible requests: outcome success or error on route primary or fallback'),
  fallbackCount: z.int().min(0).describe('Of these, answered or exhausted on route fallback'),
  fallbackRate: z.number().min(0).max(1).describe('0 where there were no requests'),
  estimatedOriginalCostUsd: usd
    .nullable()
    .describe("Answers by a fallback at the requested model's price; null = unknown"),
  estimatedFallbackCostUsd: usd
    .nullable()
    .describe('The same answers at the price of the models that gave them; null = unknown'),
  costMultiplier: usd.nullable().describe('null where a price is unknown, the primary is free or no fallback answered'),
  exceeds2x: z.boolean().describe('Above warnings.costMultiplier, 2 by default'),
  fallbackModel: z.string().nullable().describe('The model that answered most, else the first fallback of the chain'),
  fallbackModelName: z.string().nullable(),
  estimated: z.boolean().describe('Part of the token counts behind the costs was counted or guessed here'),
});
export type FallbackStat = z.infer<typeof fallbackStatSchema>;

/** `GET /api/v1/fallback-stats`: models that have a chain or fell back today, highest rate first. */
export const fallbackStatsSchema = z.strictObject({
  stats: z.array(fallbackStatSchema),
  summary: z.strictObject({
    modelsWithFallback: z.int().min(0).describe('Models of the list that fell back at least once today'),
    fallbacksToday: z.int().min(0),
    modelsExceeding2x: z.int().min(0),
  }),
});
export type FallbackStats = z.infer<typeof fallbackStatsSchema>;
