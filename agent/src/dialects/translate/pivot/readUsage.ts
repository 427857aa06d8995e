import type { LanguageModelV4Usage } from '@ai-sdk/provider';
import type { Usage } from '../../../engine/index.ts';

/** Usage in the engine's terms (`input` with cached tokens, `output` with reasoning); null where none was reported. */
export function readUsage({ inputTokens, outputTokens }: LanguageModelV4Usage): Usage | null {
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
