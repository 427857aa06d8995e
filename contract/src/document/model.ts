import { z } from 'zod';
import { idSchema } from '../ids.ts';

export const CAPABILITIES = ['vision', 'tools', 'json', 'audio', 'reasoning'] as const;
export const capabilitySchema = z.enum(CAPABILITIES);
export type Capability = z.infer<typeof capabilitySchema>;

const usdPerMillion = z.number().min(0).max(1_000_000);

/** USD per 1M tokens. `cachedInput` and `cacheWrite` default to `input`. */
export const priceSchema = z.strictObject({
  input: usdPerMillion,
  output: usdPerMillion,
  cachedInput: usdPerMillion.optional(),
  cacheWrite: usdPerMillion.optional(),
});
export type Price = z.infer<typeof priceSchema>;

/** `true`, or what the agent made of it: when and by whom a person verified the model. */
export const verifiedSchema = z.union([
  z.boolean(),
  z.strictObject({ at: z.iso.datetime(), by: z.string().min(1).max(200) }),
]);

/** A registry entry: the id that applications ask for, and what serves it. */
export const modelSchema = z.strictObject({
  id: idSchema,
  provider: idSchema,
  upstreamModel: z.string().min(1).max(200).optional().describe("The provider's own name for it; default: id"),
  displayName: z.string().min(1).max(200).optional(),
  price: priceSchema.optional().describe('absent = unknown, not 0'),
  contextWindow: z.int().min(1).max(100_000_000).optional().describe('Tokens; absent = unknown'),
  maxOutput: z.int().min(1).max(100_000_000).optional().describe('Tokens; absent = unknown'),
  capabilities: z.array(capabilitySchema).max(CAPABILITIES.length).optional().describe('absent = unknown'),
  enabled: z.boolean().optional().describe('default true'),
  verified: verifiedSchema.optional(),
});
export type Model = z.infer<typeof modelSchema>;
