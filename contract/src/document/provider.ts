import { z } from 'zod';
import { idSchema } from '../ids.ts';
import { breakerOverrideSchema, deadlinesOverrideSchema } from './policy.ts';
import { secretSchema } from './secret.ts';

/** Wire dialects. `ollama` and `litellm` are presets of `openai`. */
export const DIALECTS = ['openai', 'anthropic', 'google', 'azure-openai', 'ollama', 'litellm'] as const;
export const dialectSchema = z.enum(DIALECTS);
export type DialectName = z.infer<typeof dialectSchema>;

const HEADER_NAME = /^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/;

/** An account at an endpoint that speaks a dialect. */
export const providerSchema = z.strictObject({
  id: idSchema,
  dialect: dialectSchema.describe('Wire dialect that the endpoint speaks'),
  baseUrl: z
    .url({ protocol: /^https?$/, error: 'must be an http:// or https:// URL' })
    .describe('Base URL as the provider documents it, for example https://api.openai.com/v1'),
  apiKey: secretSchema.optional().describe('env:NAME, file:PATH, a sealed value; absent for local servers'),
  apiVersion: z.string().min(1).optional().describe('azure-openai only, for example 2024-10-21'),
  location: z.enum(['remote', 'local']).optional().describe('local costs 0 and needs no credential; default remote'),
  priority: z.int().min(0).max(1000).optional().describe('Orders lists and suggestions, never a chain; default 100'),
  enabled: z.boolean().optional().describe('default true'),
  headers: z
    .record(z.string().regex(HEADER_NAME, 'must be a valid HTTP header name'), secretSchema)
    .optional()
    .describe('Extra request headers; values follow the rules of secrets'),
  maxConnections: z.int().min(1).max(10_000).optional().describe('Upper bound of connections; default 256'),
  deadlines: deadlinesOverrideSchema.optional().describe('Over policy.deadlines, field by field'),
  breaker: breakerOverrideSchema.optional().describe('Over policy.breaker, field by field'),
});
export type Provider = z.infer<typeof providerSchema>;
