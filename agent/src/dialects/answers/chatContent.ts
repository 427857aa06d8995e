import type { JsonObject } from '../../engine/index.ts';
import { asList, asObject, asText } from '../jsonAccess.ts';

/** Whether a message or a delta of chat completions brings content, a tool call or a refusal. */
export function hasContent({ content, tool_calls, refusal, function_call, audio, images }: JsonObject): boolean {
  if (typeof content === 'string' ? content !== '' : asList(content).length > 0) return true;
  if (asList(tool_calls).length > 0) return true;
  return (
    asText(refusal) !== '' ||
    asObject(function_call) !== null ||
    asObject(audio) !== null ||
    // OpenRouter's way to answer with pictures.
    asList(images).length > 0
  );
}

/** Whether it brings reasoning text, under the names that compatible servers use. */
export function hasReasoning({ reasoning_content, reasoning, reasoning_details }: JsonObject): boolean {
  return asText(reasoning_content) !== '' || asText(reasoning) !== '' || asList(reasoning_details).length > 0;
}

function toolText(call: JsonObject | null): string {
  return asText(call?.name) + asText(call?.arguments);
}

/** The generated text of a message or delta, tool calls and reasoning included. */
export function generatedText(message: JsonObject): string {
  const { content, refusal, reasoning_content, reasoning, tool_calls, function_call } = message;
  let text = asText(reasoning_content) + asText(reasoning) + asText(content) + asText(refusal);
  for (const part of asList(content)) text += asText(asObject(part)?.text);
  for (const call of asList(tool_calls)) text += toolText(asObject(asObject(call)?.function));
  return text + toolText(asObject(function_call));
}
