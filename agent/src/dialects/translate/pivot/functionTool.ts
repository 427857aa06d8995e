import type { LanguageModelV4FunctionTool } from '@ai-sdk/provider';
import type { JsonObject } from '../../../engine/index.ts';
import { asSchema } from './responseFormat.ts';
import { fitsStrictMode } from './strictSchema.ts';
import { withoutUndefined } from './withoutUndefined.ts';

/** A function that the model may call, as a client described it. */
export interface DescribedFunction {
  readonly name: string;
  readonly description: string | null;
  readonly schema: JsonObject | null;
  readonly strict: boolean;
}

/** A function without parameters has the empty object's schema: Anthropic and Gemini want one. */
const NO_PARAMETERS: JsonObject = { type: 'object', properties: {} };

/** A function tool of the pivot. `strict` stays where the schema obeys OpenAI's rules for it, the narrowest there are. */
export function functionTool({ name, description, schema, strict }: DescribedFunction): LanguageModelV4FunctionTool {
  const inputSchema = schema ?? NO_PARAMETERS;
  const about = withoutUndefined({ description, strict: strict && fitsStrictMode(inputSchema) ? true : undefined });
  return { type: 'function', name, inputSchema: asSchema(inputSchema), ...about };
}
