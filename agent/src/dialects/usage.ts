import type { JsonObject, Usage } from '../engine/index.ts';
import { asCount, asObject } from './jsonAccess.ts';

/** `usage` of chat completions, completions and embeddings; DeepSeek's and xAI's ways included. Null = not reported. */
export function chatUsage(usage: JsonObject | null): Usage | null {
  if (usage === null || typeof usage.prompt_tokens !== 'number') return null;
  const inputDetails = asObject(usage.prompt_tokens_details);
  const outputDetails = asObject(usage.completion_tokens_details);
  const input = asCount(usage.prompt_tokens);
  const reasoning = asCount(outputDetails?.reasoning_tokens);
  const output = asCount(usage.completion_tokens);
  // xAI counts reasoning beside the completion; its total tells.
  const isBeside = reasoning > 0 && asCount(usage.total_tokens) === input + output + reasoning;
  return {
    input,
    output: isBeside ? output + reasoning : output,
    cacheRead: asCount(inputDetails?.cached_tokens) || asCount(usage.prompt_cache_hit_tokens),
    cacheWrite: asCount(inputDetails?.cache_write_tokens),
    reasoning,
    estimated: false,
  };
}

/** `usage` of the responses API. Null = not reported. */
export function responsesUsage(usage: JsonObject | null): Usage | null {
  if (usage === null || typeof usage.input_tokens !== 'number') return null;
  return {
    input: asCount(usage.input_tokens),
    output: asCount(usage.output_tokens),
    cacheRead: asCount(asObject(usage.input_tokens_details)?.cached_tokens),
    cacheWrite: asCount(asObject(usage.input_tokens_details)?.cache_write_tokens),
    reasoning: asCount(asObject(usage.output_tokens_details)?.reasoning_tokens),
    estimated: false,
  };
}

/** `usage` of Anthropic's messages: its `input_tokens` leave out what was read from or written to the cache. */
export function messagesUsage(usage: JsonObject | null): Usage | null {
  if (usage === null || (typeof usage.input_tokens !== 'number' && typeof usage.output_tokens !== 'number')) {
    return null;
  }
  const cacheRead = asCount(usage.cache_read_input_tokens);
  const cacheWrite = asCount(usage.cache_creation_input_tokens);
  return {
    input: asCount(usage.input_tokens) + cacheRead + cacheWrite,
    output: asCount(usage.output_tokens),
    cacheRead,
    cacheWrite,
    reasoning: asCount(asObject(usage.output_tokens_details)?.thinking_tokens),
    estimated: false,
  };
}
