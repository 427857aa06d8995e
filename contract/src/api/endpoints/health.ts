import { z } from 'zod';
import { defineEndpoint } from '../endpoint.ts';

export const healthReasonSchema = z.object({
  code: z.enum([
    'chains_unavailable',
    'chains_on_fallback',
    'breakers_open',
    'providers_down',
    'providers_without_credential',
    'reload_failed',
    'store_away',
    'store_errors',
    'not_ready',
  ]),
  severity: z.enum(['degraded', 'down']),
  message: z.string(),
  affected: z.array(z.string()).describe('At most 20 ids'),
});
export type HealthReason = z.infer<typeof healthReasonSchema>;

export const healthSchema = z.object({
  status: z.enum(['ok', 'degraded', 'down']),
  reasons: z.array(healthReasonSchema).describe('Empty when all is well; the worst first'),
  checkedAt: z.iso.datetime(),
});
export type AgentHealth = z.infer<typeof healthSchema>;

export const getHealth = defineEndpoint({
  operationId: 'getHealth',
  method: 'get',
  path: '/health',
  tag: 'status',
  summary: 'One word on how things stand, and why',
  description: 'Always 200: the answer says how the chains are. /healthz and /readyz say how the process is.',
  role: 'viewer',
  rate: 'read',
  success: {
    status: 200,
    description: '`down`: every chain is unavailable or the agent does not serve. `degraded`: something needs a look',
    body: healthSchema,
    example: {
      status: 'degraded',
      reasons: [
        {
          code: 'breakers_open',
          severity: 'degraded',
          message: '1 breaker is open',
          affected: ['openai gpt-4o-2024-11-20'],
        },
      ],
      checkedAt: '2026-03-10T12:00:00.000Z',
    },
  },
});

export const healthEndpoints = [getHealth] as const;
