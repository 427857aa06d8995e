import { z } from 'zod';
import { findingSchema } from '../../validation/finding.ts';

/** Where a finding about LiteLLM stands: its file (`router_settings.fallbacks`) or our document (`policy.triggers`). */
export const litellmFindingSchema = findingSchema.extend({
  severity: z
    .enum(['error', 'warning', 'info'])
    .describe(
      'error: refused, nothing is written; warning: LiteLLM does something else than one may think; info: put right',
    ),
});
export type LitellmFinding = z.infer<typeof litellmFindingSchema>;

/** Steps of writing LiteLLM's file, in order; the last three undo what was done. */
export const LITELLM_STEPS = [
  'lock',
  'read',
  'preflight',
  'diff',
  'backup',
  'write',
  'reload',
  'ready',
  'verify',
  'restore',
  'restore-reload',
  'restore-ready',
] as const;
const stepName = z.enum(LITELLM_STEPS);
export type LitellmStepName = z.infer<typeof stepName>;

/** One step when it is over. */
export const litellmStepSchema = z.object({
  step: stepName,
  result: z.enum(['ok', 'failed', 'skipped']),
  detail: z.string().describe('What was done, or why not'),
  durationMs: z.number().min(0),
});
export type LitellmStep = z.infer<typeof litellmStepSchema>;

/** The three kinds of lists that LiteLLM has for a model group. */
export const LITELLM_KINDS = ['general', 'context_window', 'content_policy'] as const;
export const litellmKindSchema = z.enum(LITELLM_KINDS);
export type LitellmKind = z.infer<typeof litellmKindSchema>;

/** One list that was tried through the real proxy with a mocked failure. */
export const litellmProofSchema = z.object({
  model: z.string().describe('Model group that was asked for'),
  kind: litellmKindSchema.describe('Failure that was mocked'),
  expected: z.string().nullable().describe('First fallback; null = the failure has to reach the client'),
  answered: z.string().nullable().describe('Model group that answered; null = the failure reached the client'),
  ok: z.boolean(),
  detail: z.string(),
});
export type LitellmProof = z.infer<typeof litellmProofSchema>;

/** How writing ended. */
export const LITELLM_OUTCOMES = ['applied', 'unchanged', 'refused', 'rolled_back', 'down'] as const;

/** One write of LiteLLM's file, when it is over. */
export const litellmSyncSchema = z.object({
  at: z.iso.datetime().describe('When it began'),
  author: z.string(),
  action: z.enum(['apply', 'rollback']),
  revision: z.int().min(0).describe('Configuration revision that was rendered'),
  outcome: z
    .enum(LITELLM_OUTCOMES)
    .describe(
      'applied; unchanged: the file said so already; refused: nothing was written; rolled_back: a later step failed, the file from before is back; down: it is back and the proxy still does not answer',
    ),
  step: stepName.nullable().describe('Step that failed; null = none'),
  error: z.string().nullable().describe('Why it failed'),
  fix: z.string().nullable(),
  pending: z.boolean().describe('True: the file is written and the proxy has to be restarted by hand'),
  backup: z.string().nullable().describe('Id of the backup that was made'),
  changed: z.array(z.string()).describe('Model groups whose fallbacks changed'),
  steps: z.array(litellmStepSchema),
  proofs: z.array(litellmProofSchema),
  findings: z.array(litellmFindingSchema),
  durationMs: z.number().min(0),
});
export type LitellmSync = z.infer<typeof litellmSyncSchema>;
export type LitellmOutcome = LitellmSync['outcome'];

/** One event of a streamed apply or rollback, as its data; `type` is also the event's name. The last one is `done`. */
export const litellmEventSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('step-started'), step: stepName }),
  litellmStepSchema.extend({ type: z.literal('step-ended') }),
  z.object({ type: z.literal('diff'), diff: z.string().describe('Unified diff; secrets are masked') }),
  litellmProofSchema.extend({ type: z.literal('proof') }),
  z.object({ type: z.literal('done'), sync: litellmSyncSchema }),
]);
export type LitellmEvent = z.infer<typeof litellmEventSchema>;

/** A copy of the file that was made before a write. */
export const litellmBackupSchema = z.object({
  id: z.string().describe('Its name: litellm-config.backup.YYYY-MM-DD-HH-MM-SS.yaml'),
  at: z.iso.datetime(),
  bytes: z.int().min(0),
  sha256: z.string(),
  current: z.boolean().describe('It says the same as the file does now'),
});
export type LitellmBackup = z.infer<typeof litellmBackupSchema>;
