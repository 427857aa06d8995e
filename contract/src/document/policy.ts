import { z } from 'zod';
import { TRIGGERS, type Trigger } from '../triggers.ts';

const durationMs = z.int().min(1).max(86_400_000);

export const PRESETS = ['patient', 'immediate', 'single'] as const;
export const presetSchema = z.enum(PRESETS);
export type PresetName = z.infer<typeof presetSchema>;

/** What one trigger does. `enabled: false` = neither retry nor fallback. */
export const triggerPolicySchema = z.strictObject({
  enabled: z.boolean().optional(),
  retries: z.int().min(0).max(10).optional(),
  backoffFactor: z.number().min(1).max(5).optional().describe('Wait before retry n is factor ^ n seconds'),
});

type TriggerPolicySchema = typeof triggerPolicySchema;
const triggerShape = Object.fromEntries(TRIGGERS.map((trigger) => [trigger, triggerPolicySchema.optional()])) as Record<
  Trigger,
  z.ZodOptional<TriggerPolicySchema>
>;
export const triggersSchema = z.strictObject(triggerShape);

/** Milliseconds. `connect` to a usable connection, `firstToken` to a stream's first content, `idle` between its chunks. */
export const deadlinesOverrideSchema = z.strictObject({
  connectMs: durationMs.optional(),
  firstTokenMs: durationMs.optional(),
  idleMs: durationMs.optional(),
  attemptMs: durationMs.optional().describe('A whole non-streaming call; for a stream, until commit'),
  totalMs: durationMs.optional().describe('The whole request: waits, hops and a committed stream included'),
});

export const breakerOverrideSchema = z.strictObject({
  enabled: z.boolean().optional(),
  failureThreshold: z.int().min(1).max(10_000).optional().describe('Consecutive failed attempts that open it'),
  failureRatio: z.number().gt(0).max(1).optional(),
  minRequests: z.int().min(1).max(1_000_000).optional(),
  windowMs: durationMs.optional(),
  cooldownMs: durationMs.optional(),
  maxCooldownMs: durationMs.optional(),
  probes: z.int().min(1).max(100).optional().describe('Calls let through at once while half-open'),
});

const walkFields = {
  preset: presetSchema.optional(),
  triggers: triggersSchema.optional(),
  jitter: z.boolean().optional().describe('Draw each wait between 0 and its length'),
  maxRetryAfterMs: z.int().min(0).max(86_400_000).optional(),
  maxDepth: z.int().min(0).max(9).optional().describe('Bounds the hops to other models'),
  maxCostMultiplier: z.number().gt(0).max(1_000_000).nullable().optional(),
  continueStream: z.boolean().optional(),
  deadlines: deadlinesOverrideSchema.optional(),
};

/** The document's `policy`. What is left out has the default of configuration.md. */
export const policySchema = z.strictObject({ ...walkFields, breaker: breakerOverrideSchema.optional() });
export type Policy = z.infer<typeof policySchema>;

/** A chain's own policy: as the document's, without a breaker (a breaker belongs to a provider). */
export const chainPolicySchema = z.strictObject(walkFields).omit({ preset: true });
export type ChainPolicy = z.infer<typeof chainPolicySchema>;
