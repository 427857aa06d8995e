import { z } from 'zod';
import { SKIP_REASONS, TRIGGERS } from '../../triggers.ts';

const position = z.int().min(0).max(9).describe('0 = primary, n = nth hop');
const sinceStart = z.number().min(0).describe('Milliseconds since the drill began');
const milliseconds = z.number().min(0);
const triggerSchema = z.enum(TRIGGERS);

/** One call of a drill, when it is over. */
export const drillAttemptSchema = z.object({
  number: z.int().min(1).describe('Counts the calls of the drill'),
  position,
  model: z.string(),
  provider: z.string(),
  upstreamModel: z.string(),
  forced: z.boolean().describe('True: the agent made it fail and called nobody; false: the provider was really called'),
  retry: z.int().min(0).describe('0 = first call at its step, n = nth retry'),
  waitedMs: milliseconds.describe('Waited before it'),
  atMs: sinceStart,
  durationMs: milliseconds,
  result: z.enum(['success', 'cancelled', 'client_error', ...TRIGGERS]),
  status: z.int().nullable().describe('HTTP status that the provider said, or a forced failure stands for'),
  interrupted: z.boolean().describe('A stream that broke after its first content: no chain can help then'),
  message: z.string(),
});
export type DrillAttempt = z.infer<typeof drillAttemptSchema>;

/** A wait before a retry, told when it begins. */
export const drillWaitSchema = z.object({
  position,
  model: z.string(),
  reason: triggerSchema,
  retry: z.int().min(1).describe('The retry that follows'),
  ms: milliseconds.describe('How long it will be; it ends early when the drill is stopped or its breaker opens'),
  atMs: sinceStart,
});
export type DrillWait = z.infer<typeof drillWaitSchema>;

/** Moving from one step to the next. */
export const drillHopSchema = z.object({
  from: z.string().describe('Model that was left'),
  to: z.string(),
  fromPosition: position,
  reason: z.enum([...new Set([...TRIGGERS, ...SKIP_REASONS])]),
  detail: z.string(),
  skipped: z.boolean().describe('True: the step was left without a call'),
  atMs: sinceStart,
});
export type DrillHop = z.infer<typeof drillHopSchema>;

/** What the chain answered. */
export const drillAnswerSchema = z.object({
  status: z.int(),
  model: z.string().describe('Served model'),
  provider: z.string(),
  position,
  text: z.string().nullable().describe('null in the history: texts are not kept'),
  usage: z.object({ input: z.int().min(0), output: z.int().min(0), estimated: z.boolean() }).nullable(),
  costUsd: z.number().nullable().describe('null = no price is known'),
  baselineCostUsd: z.number().nullable().describe("The same tokens at the primary's price"),
  costMultiplier: z.number().nullable().describe('null where either price is unknown or the primary is free'),
  firstTokenMs: sinceStart.nullable().describe('Until the first content; streams only'),
});
export type DrillAnswer = z.infer<typeof drillAnswerSchema>;

/** Why there is no answer: what a client would get. */
export const drillErrorSchema = z.object({
  status: z.int().describe('HTTP status that a client would get'),
  message: z.string(),
  body: z.string().nullable().describe('Body that a client would get; null in the history'),
});
export type DrillError = z.infer<typeof drillErrorSchema>;

/** One step of a chain as a drill will walk it. */
export const drillPlanStepSchema = z.object({
  position,
  model: z.string(),
  provider: z.string(),
  upstreamModel: z.string(),
  forced: z.boolean().describe('True: it is made to fail; false: it is really called, if it comes to that'),
  skipped: z
    .string()
    .nullable()
    .describe('Why it will not be called (disabled, no credential, cost); null = it may be'),
  waitsMs: z
    .array(milliseconds)
    .describe('Waits between its forced calls, one a retry; empty where it is really called'),
});

/** What a drill will do, as far as it is known beforehand. */
export const drillPlanSchema = z.object({
  id: z.string(),
  number: z.int().min(1),
  model: z.string(),
  revision: z.int().min(0),
  failure: z.string(),
  steps: z.array(drillPlanStepSchema),
  atMost: z.boolean().describe('Waits are at most as long as they say: jitter is on'),
  waitMs: milliseconds.describe('All waits of the forced steps: no really called step begins later than about that'),
  totalMs: milliseconds.describe('Deadline of the whole request'),
});
export type DrillPlan = z.infer<typeof drillPlanSchema>;

/** Drills that the caller may still begin. */
export const drillLimitSchema = z.object({
  limit: z.int().min(0).describe('Drills a minute'),
  remaining: z.int().min(0),
  resetSeconds: z.int().min(0).describe('Until all of them are free again; 0 = none was begun lately'),
});
export type DrillLimit = z.infer<typeof drillLimitSchema>;
