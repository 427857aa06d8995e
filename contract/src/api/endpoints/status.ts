import { z } from 'zod';
import { CIRCUIT_STATES, STORE_KINDS } from '../../metrics/labelValues.ts';
import { defineEndpoint } from '../endpoint.ts';
import { pageQuery } from '../shared.ts';
import { activeStepSchema } from './chains.ts';
import { lastProvenSchema } from './drills.ts';
import { currencySchema, thresholdsSchema } from '../thresholds.ts';
import { PROVIDER_HEALTH } from './providers.ts';

export const CHAIN_STATES = ['primary', 'fallback', 'failed'] as const;
export type ChainState = (typeof CHAIN_STATES)[number];

const count = z.int().min(0);

export const chainStatusSchema = z.object({
  model: z.string(),
  displayName: z.string(),
  enabled: z.boolean(),
  activeStep: activeStepSchema,
  lastFallback: z
    .object({
      at: z.iso.datetime(),
      trigger: z.string(),
      servedModel: z.string().nullable().describe('null = the whole chain failed'),
    })
    .nullable()
    .describe('The last request that left the primary'),
  lastProven: lastProvenSchema.nullable().describe('The last drill that was answered; null = never'),
});
export type ChainStatus = z.infer<typeof chainStatusSchema>;

export const circuitStatusSchema = z.object({
  provider: z.string(),
  upstreamModel: z.string(),
  state: z.enum(CIRCUIT_STATES),
  nextProbeAt: z.iso.datetime().nullable().describe('null = not open'),
  openedBy: z.string().nullable().describe('Trigger of the failure that opened it last; null = closed'),
  openSince: z.iso.datetime().nullable().describe('Since when it is not closed any more; null = closed'),
  attempts: count.describe('Calls of the last five minutes that say something about it'),
  failures: count.describe('Of these, failed'),
  chains: count.describe('Chains that have it as a step'),
  usedBy: z.array(z.string()).describe('Models of these chains, at most 20'),
});

export const providerHealthSchema = z.object({
  id: z.string(),
  health: z.enum(PROVIDER_HEALTH),
  reason: z.string().describe('Why, in a sentence'),
  attempts: count.describe('Calls of the last five minutes that say something about the provider'),
  failures: count.describe('Of these, failed'),
  openBreakers: count,
});
export type ProviderHealth = z.infer<typeof providerHealthSchema>;

export const storeStatusSchema = z.object({
  kind: z.enum(STORE_KINDS).describe('`redis`: shared with the other agents of the group'),
  address: z.string().nullable().describe('Where, without user and password; null = the data folder'),
  connected: z.boolean().describe('false = the agent serves on from what is in force; nothing can be saved'),
  since: z.iso.datetime().nullable().describe('Since when it is away; null = it is there'),
  problem: z.string().nullable().describe('Why it is away; null = it is there'),
});
export type StoreStatus = z.infer<typeof storeStatusSchema>;

export const statusSchema = z.object({
  agent: z.object({
    version: z.string(),
    group: z.string(),
    instance: z.string().describe('Name of this agent; the host name unless --instance says another'),
    startedAt: z.iso.datetime(),
    uptimeSeconds: z.number().min(0),
  }),
  config: z.object({ revision: count, hash: z.string(), managed: z.boolean() }),
  store: storeStatusSchema,
  chains: z.array(chainStatusSchema),
  chainsTotal: count.describe('Chains that match, on all pages'),
  chainCounts: z.object({ primary: count, fallback: count, failed: count }).describe('All chains by active step'),
  next: z.string().nullable().describe('Cursor of the next page of chains; null = this is the last'),
  breakers: z.array(circuitStatusSchema).describe('Open ones first, then half-open, then closed; at most `limit`'),
  breakerCounts: z.object({ closed: count, open: count, half_open: count }),
  breakersTotal: count,
  providers: z.array(providerHealthSchema),
  warnings: thresholdsSchema,
  currency: currencySchema,
});
export type AgentStatus = z.infer<typeof statusSchema>;

export const getStatus = defineEndpoint({
  operationId: 'getStatus',
  method: 'get',
  path: '/status',
  tag: 'status',
  summary: 'Chains with their active step, breakers, health of providers, configuration and agent',
  role: 'viewer',
  rate: 'read',
  query: pageQuery.extend({
    search: z.string().max(100).optional().describe('Part of the model id of a chain'),
    state: z.enum(CHAIN_STATES).optional().describe('Chains whose active step is this'),
  }),
  success: {
    status: 200,
    description: 'The state as of now, on this agent',
    body: statusSchema,
    example: {
      agent: {
        version: '0.1.0',
        group: 'default',
        instance: 'checkout-7c9f',
        startedAt: '2026-03-10T08:00:00.000Z',
        uptimeSeconds: 14_400,
      },
      config: { revision: 7, hash: '2f6c0f1d9a4b', managed: false },
      store: { kind: 'file', address: null, connected: true, since: null, problem: null },
      chains: [
        {
          model: 'gpt-4o',
          displayName: 'GPT-4o',
          enabled: true,
          activeStep: { position: 1, label: 'fallback 1', model: 'claude-sonnet' },
          lastFallback: { at: '2026-03-10T11:59:58.000Z', trigger: 'rate_limit', servedModel: 'claude-sonnet' },
          lastProven: null,
        },
      ],
      chainsTotal: 1,
      chainCounts: { primary: 0, fallback: 1, failed: 0 },
      next: null,
      breakers: [
        {
          provider: 'openai',
          upstreamModel: 'gpt-4o-2024-11-20',
          state: 'open',
          nextProbeAt: '2026-03-10T12:00:28.000Z',
          openedBy: 'rate_limit',
          openSince: '2026-03-10T11:58:58.000Z',
          attempts: 12,
          failures: 12,
          chains: 2,
          usedBy: ['gpt-4o', 'claude-sonnet'],
        },
      ],
      breakerCounts: { closed: 2, open: 1, half_open: 0 },
      breakersTotal: 3,
      providers: [
        {
          id: 'openai',
          health: 'down',
          reason: 'every breaker is open',
          attempts: 12,
          failures: 12,
          openBreakers: 1,
        },
      ],
      warnings: { fallbackRate: 0.1, costMultiplier: 2 },
      currency: { display: 'USD', rate: 1, rateDate: null },
    },
  },
});

export const statusEndpoints = [getStatus] as const;
