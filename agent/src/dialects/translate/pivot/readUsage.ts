import type { LanguageModelV4Usage } from '@ai-sdk/provider';
import type { JsonObject, Usage } from '../../../engine/index.ts';
import { chatUsage } from '../../usage.ts';

/**
 * Usage in the engine's terms (`input` with cached tokens, `output` with reasoning); null where none was reported. What an
 * OpenAI dialect reported is read as in a native call, whose reader knows the compatible servers' ways.
 */
export function readUsage({ inputTokens, outputTokens, raw }: LanguageModelV4Usage): Usage | null {
  if (typeof raw?.prompt_tokens === 'number') return chatUsage(raw as JsonObject);
  if (inputTokens.total === undefined && outputTokens.total === undefined) return null;
  return {
    input: inputTokens.total ?? 0,
    output: outputTokens.total ?? 0,
    cacheRead: inputTokens.cacheRead ?? 0,
    cacheWrite: inputTokens.cacheWrite ?? 0,
    reasoning: outputTokens.reasoning ?? 0,
    estimated: false,
  };
}
