import { z } from 'zod';
import { DRILL_FAILURES } from '../../drillFailures.ts';
import { idSchema } from '../../ids.ts';
import { defineEndpoint } from '../endpoint.ts';
import { pageOf, pageQuery } from '../shared.ts';
import {
  drillAnswerSchema,
  drillAttemptSchema,
  drillErrorSchema,
  drillHopSchema,
  drillLimitSchema,
  drillPlanSchema,
  drillWaitSchema,
} from './drillParts.ts';

export const drillFailureSchema = z.enum(DRILL_FAILURES);

/** What a drill asks unless told otherwise. */
export const DRILL_MESSAGE = 'This is a drill: answer with the word ready.';
const MAX_MESSAGE = 4_000;

/** What to drill. */
export const drillRequestSchema = z
  .strictObject({
    model: idSchema.describe('Model whose chain is drilled'),
    failure: drillFailureSchema.describe('How the first steps fail; cut_stream needs stream: true'),
    failSteps: z.int().min(1).max(51).default(1).describe('Steps from the primary on that fail; the others are called'),
    stream: z.boolean().default(false),
    message: z.string().min(1).max(MAX_MESSAGE).default(DRILL_MESSAGE).describe('The user message that is sent'),
  })
  .refine(({ failure, stream }) => failure !== 'cut_stream' || stream, {
    path: ['stream'],
    message: 'must be true for the failure cut_stream: only a stream can be cut',
  });
export type DrillRequest = z.output<typeof drillRequestSchema>;

/** How a drill ended. */
export const DRILL_OUTCOMES = ['answered', 'exhausted', 'client_error', 'interrupted', 'cancelled'] as const;

/** A drill that is over. */
export const drillSchema = z.object({
  id: z.string(),
  number: z.int().min(1).describe('Counts the drills of this agent'),
  at: z.iso.datetime().describe('When it began'),
  author: z.string().describe('Who started it; "schedule" for a scheduled one'),
  scheduled: z.boolean(),
  model: z.string(),
  revision: z.int().min(0).describe('Configuration revision that was drilled'),
  failure: drillFailureSchema,
  failSteps: z.int().min(1),
  stream: z.boolean(),
  outcome: z
    .enum(DRILL_OUTCOMES)
    .describe(
      'answered; exhausted: no step answered; client_error: a called provider refused the message; interrupted: the answer broke off; cancelled: stopped before its end',
    ),
  proved: z.boolean().describe('A forced failure led to a whole answer of a step that was really called'),
  attempts: z.array(drillAttemptSchema),
  waits: z.array(drillWaitSchema),
  hops: z.array(drillHopSchema),
  answer: drillAnswerSchema.nullable(),
  error: drillErrorSchema.nullable(),
  waitedMs: z.number().min(0),
  durationMs: z.number().min(0),
});
export type Drill = z.infer<typeof drillSchema>;
export type DrillOutcome = Drill['outcome'];

const started = drillAttemptSchema.pick({
  number: true,
  position: true,
  model: true,
  provider: true,
  upstreamModel: true,
  forced: true,
  atMs: true,
});

/**
 * One event of a streamed drill, as its data; `type` is also the event's name. The first one is `plan`, the last one `answer`
 * or `exhausted`.
 */
export const drillEventSchema = z.discriminatedUnion('type', [
  drillPlanSchema.extend({ type: z.literal('plan') }),
  started.extend({ type: z.literal('attempt-started') }),
  drillAttemptSchema.extend({ type: z.literal('attempt-ended') }),
  drillWaitSchema.extend({ type: z.literal('wait') }),
  drillHopSchema.extend({ type: z.literal('hop') }),
  z.object({ type: z.literal('answer'), drill: drillSchema }),
  z.object({ type: z.literal('exhausted'), drill: drillSchema }).describe('Every end but an answer; see its outcome'),
]);
export type DrillEvent = z.infer<typeof drillEventSchema>;

/** When a chain was last proven: a drill of this failure was answered. */
export const lastProvenSchema = z.object({
  at: z.iso.datetime(),
  trigger: drillFailureSchema,
  stale: z.boolean().describe('The chain has changed since'),
});
export type LastProven = z.infer<typeof lastProvenSchema>;

const PRIMARY = { model: 'gpt-4o', provider: 'openai', upstreamModel: 'gpt-4o-2024-11-20' };
const FAILED = { ...PRIMARY, position: 0, forced: true, durationMs: 0, result: 'rate_limit', status: 429 } as const;
const MESSAGE = 'drill: the provider said 429, too many requests';
const EXAMPLE = {
  id: 'drill_6f1c8f5e-9d5c-4f1e-8a55-0d6a2f8f4b1c',
  number: 12,
  at: '2026-11-21T14:31:05.120Z',
  author: 'alice',
  scheduled: false,
  model: 'gpt-4o',
  revision: 128,
  failure: 'rate_limit',
  failSteps: 1,
  stream: false,
  outcome: 'answered',
  proved: true,
  attempts: [
    { ...FAILED, number: 1, retry: 0, waitedMs: 0, atMs: 0, interrupted: false, message: MESSAGE },
    { ...FAILED, number: 2, retry: 1, waitedMs: 2_001, atMs: 2_002, interrupted: false, message: MESSAGE },
    {
      number: 3,
      position: 1,
      model: 'claude-sonnet',
      provider: 'anthropic',
      upstreamModel: 'claude-sonnet-4-5',
      forced: false,
      retry: 0,
      waitedMs: 0,
      atMs: 2_003,
      durationMs: 1_402,
      result: 'success',
      status: 200,
      interrupted: false,
      message: '',
    },
  ],
  waits: [{ position: 0, model: 'gpt-4o', reason: 'rate_limit', retry: 1, ms: 2_000, atMs: 1 }],
  hops: [
    {
      from: 'gpt-4o',
      to: 'claude-sonnet',
      fromPosition: 0,
      reason: 'rate_limit',
      detail: MESSAGE,
      skipped: false,
      atMs: 2_003,
    },
  ],
  answer: {
    status: 200,
    model: 'claude-sonnet',
    provider: 'anthropic',
    position: 1,
    text: 'ready',
    usage: { input: 14, output: 2, estimated: false },
    costUsd: 0.000072,
    baselineCostUsd: 0.000055,
    costMultiplier: 1.309,
    firstTokenMs: null,
  },
  error: null,
  waitedMs: 2_001,
  durationMs: 3_406,
} as const satisfies Drill;

export const runDrill = defineEndpoint({
  operationId: 'runDrill',
  method: 'post',
  path: '/drills',
  tag: 'drills',
  summary: 'Drill a chain: its first steps are made to fail, the others are really called',
  description: [
    'The failure is simulated inside the agent; the steps after it are called for real and may cost money. Retries wait as long',
    'as the policy says. No breaker, rate, budget or statistic is touched; open breakers of the data plane are not looked at.',
    '`timeout` is a 504 that was said (retried by the policy), not silence. `cut_stream` breaks the stream before its first',
    'content, where a chain can still help; after it a client is told in-band and no step can take over.',
    'With `Accept: text/event-stream` the events plan, attempt-started, attempt-ended, wait, hop, and at last answer or exhausted',
    'come as they happen; closing the connection stops the drill. One drill a chain at a time.',
  ].join('\n'),
  role: 'editor',
  rate: 'drill',
  body: drillRequestSchema,
  bodyExample: { model: 'gpt-4o', failure: 'rate_limit', failSteps: 1 },
  success: {
    status: 200,
    description: 'The drill is over, however it ended; see `outcome` and `proved`',
    body: drillSchema,
    example: EXAMPLE,
    alsoAs: ['text/event-stream'],
  },
  errors: { 404: 'The model is not configured', 503: 'The agent is shutting down' },
});

export const listDrills = defineEndpoint({
  operationId: 'listDrills',
  method: 'get',
  path: '/drills',
  tag: 'drills',
  summary: 'The last 200 drills, newest first, without the texts that were sent and answered',
  role: 'viewer',
  rate: 'read',
  query: pageQuery.extend({ model: z.string().max(100).optional().describe('Only drills of this model') }),
  success: {
    status: 200,
    description: 'A page of drills',
    body: pageOf(drillSchema).extend({ limit: drillLimitSchema }),
    example: {
      items: [{ ...EXAMPLE, answer: { ...EXAMPLE.answer, text: null } }],
      total: 1,
      next: null,
      limit: { limit: 10, remaining: 7, resetSeconds: 24 },
    },
  },
});

export const drillEndpoints = [runDrill, listDrills] as const;
