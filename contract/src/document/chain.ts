import { z } from 'zod';
import { idSchema } from '../ids.ts';
import { chainPolicySchema, presetSchema } from './policy.ts';

const modelList = z.array(idSchema).max(50);

/** What happens when `model` is asked for: it is step 0, then the fallbacks in order, walked flat. */
export const chainSchema = z.strictObject({
  model: idSchema,
  fallbacks: modelList,
  contextWindowFallbacks: modelList
    .optional()
    .describe('absent: fallbacks serve it; []: no fallback for it; otherwise its own list'),
  contentPolicyFallbacks: modelList
    .optional()
    .describe(
      'absent: fallbacks serve it if the trigger is on; []: none; otherwise its own list, and the trigger is on',
    ),
  enabled: z.boolean().optional().describe('default true; false: the model is called without fallbacks'),
  preset: presetSchema.optional(),
  policy: chainPolicySchema.optional().describe('Over the preset, field by field'),
});
export type Chain = z.infer<typeof chainSchema>;
