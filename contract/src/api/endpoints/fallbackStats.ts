import { z } from 'zod';
import { fallbackStatsSchema } from '../../stats/fallbackStats.ts';
import { defineEndpoint } from '../endpoint.ts';
import { windowQuery } from '../window.ts';

export const getFallbackStats = defineEndpoint({
  operationId: 'getFallbackStats',
  method: 'get',
  path: '/fallback-stats',
  tag: 'statistics',
  summary: 'Fallbacks of today by requested model, highest rate first',
  role: 'viewer',
  rate: 'read',
  query: z.object({ tz: windowQuery.shape.tz }),
  success: {
    status: 200,
    description: 'Models that have a chain or fell back today',
    body: fallbackStatsSchema,
    example: {
      stats: [
        {
          model: 'gpt-4o',
          displayName: 'GPT-4o',
          totalRequests: 400,
          fallbackCount: 50,
          fallbackRate: 0.125,
          estimatedOriginalCostUsd: 0.0225,
          estimatedFallbackCostUsd: 0.045,
          costMultiplier: 2,
          exceeds2x: false,
          fallbackModel: 'claude-sonnet',
          fallbackModelName: 'Claude Sonnet',
          estimated: false,
        },
      ],
      summary: { modelsWithFallback: 1, fallbacksToday: 50, modelsExceeding2x: 0 },
    },
  },
});

export const fallbackStatsEndpoints = [getFallbackStats] as const;
