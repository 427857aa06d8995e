import { z } from 'zod';
import { idSchema } from '../../ids.ts';
import { SKIP_REASONS, TRIGGERS } from '../../triggers.ts';
import { defineEndpoint } from '../endpoint.ts';

const tokens = z.int().min(0).max(1_000_000_000);

export const usageRecordSchema = z.strictObject({
  id: z
    .string()
    .regex(/^[A-Za-z0-9._:-]{1,100}$/, 'must be 1 to 100 characters of A-Z a-z 0-9 . _ : -')
    .optional()
    .describe('Makes it safe to send again: an id is booked once'),
  model: idSchema.describe('Requested model; must be configured'),
  servedModel: idSchema.optional().describe('Model that answered; default `model` where the outcome is success'),
  usage: z
    .strictObject({
      input: tokens.describe('Cached ones included'),
      output: tokens.describe('Reasoning included'),
      cacheRead: tokens.optional(),
      cacheWrite: tokens.optional(),
      reasoning: tokens.optional(),
      estimated: z.boolean().optional().describe('Counted or guessed, not reported by the provider'),
    })
    .optional()
    .describe('Absent = nothing was billed'),
  outcome: z.enum(['success', 'error', 'client_error', 'cancelled']),
  at: z.iso.datetime({ offset: true }).optional().describe('When the call ended; default now, at most 90 days ago'),
  client: idSchema.optional().describe('default anonymous'),
  trigger: z
    .enum([...new Set([...TRIGGERS, ...SKIP_REASONS])])
    .optional()
    .describe('What left the primary; implies a fallback'),
});
export type UsageRecord = z.infer<typeof usageRecordSchema>;

export const postRecord = defineEndpoint({
  operationId: 'postRecord',
  method: 'post',
  path: '/records',
  tag: 'records',
  summary: 'Book the usage of a call that was made elsewhere',
  description:
    'Counts in statistics, costs, events and the metrics of requests, tokens and cost; never in attempts, durations or ' +
    'breakers, which are about calls that this agent made. Safe on disk when it is answered.',
  role: 'admin',
  rate: 'write',
  audited: false,
  body: usageRecordSchema,
  bodyExample: {
    id: 'batch-2026-03-10-17',
    model: 'gpt-4o',
    servedModel: 'claude-sonnet',
    usage: { input: 512, output: 64 },
    outcome: 'success',
    at: '2026-03-10T11:58:00Z',
    client: 'nightly-batch',
    trigger: 'rate_limit',
  },
  success: {
    status: 200,
    description: 'Booked, or booked before',
    body: z.object({
      id: z.string(),
      booked: z.boolean().describe('False = this id was booked before; nothing was counted again'),
      costUsd: z.number().min(0).nullable().describe('null = the price is unknown'),
    }),
    example: { id: 'batch-2026-03-10-17', booked: true, costUsd: 0.002496 },
  },
});

export const recordsEndpoints = [postRecord] as const;
