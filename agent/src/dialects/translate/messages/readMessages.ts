import type { JsonObject } from '../../../engine/index.ts';
import { listField, numberField, objectField, saysSomething, textField } from '../jsonFields.ts';
import type { PivotOptions, Reading } from '../pivot/pivotRequest.ts';
import { levelOfBudget, reasoningLevel } from '../pivot/reasoningLevel.ts';
import { Refusals } from '../pivot/refusals.ts';
import { responseFormat } from '../pivot/responseFormat.ts';
import { strictSchemaOption } from '../pivot/strictSchema.ts';
import { withoutUndefined } from '../pivot/withoutUndefined.ts';
import { readMessagesPrompt } from './readMessagesPrompt.ts';
import { readMessagesTools } from './readMessagesTools.ts';

const NOT_CARRIED: Readonly<Record<string, string>> = {
  mcp_servers: 'MCP servers ("mcp_servers") cannot be translated.',
  container: 'A container ("container") cannot be translated.',
  thread: 'A stored thread ("thread") cannot be translated.',
};

/**
 * Reads a request of Anthropic's Messages API.
 *
 * Dropped, since they steer billing, caching or bookkeeping and not the answer's shape: `metadata` (an id given to one
 * vendor is not handed to another), `service_tier`, `inference_geo`, `cache_control`, `context_management`, `speed`,
 * `betas`, citations settings, earlier `thinking` and `redacted_thinking` blocks (they are signed for Anthropic alone).
 */
export function readMessages(body: JsonObject): Reading {
  const refusals = new Refusals();
  const options: PivotOptions = {
    prompt: readMessagesPrompt(body, refusals),
    ...settings(body),
    ...readMessagesTools(body, refusals),
    ...formatSettings(body, refusals),
  };
  for (const [field, sentence] of Object.entries(NOT_CARRIED)) if (saysSomething(body[field])) refusals.add(sentence);
  if (refusals.first !== null) return { kind: 'refused', reason: refusals.first };
  const singleToolCall = objectField(body, 'tool_choice')?.disable_parallel_tool_use === true;
  return { kind: 'request', request: { options, singleToolCall, includeUsage: true } };
}

function settings(body: JsonObject): Partial<PivotOptions> {
  const stopSequences = listField(body, 'stop_sequences').filter((each) => typeof each === 'string' && each !== '');
  return withoutUndefined({
    maxOutputTokens: numberField(body, 'max_tokens'),
    temperature: numberField(body, 'temperature'),
    topP: numberField(body, 'top_p'),
    topK: numberField(body, 'top_k'),
    stopSequences: stopSequences.length === 0 ? undefined : stopSequences.map(String),
    reasoning: reasoning(body),
  });
}

/** `thinking: disabled` is the default elsewhere or cannot be said: many reasoning models refuse an effort of none. */
function reasoning(body: JsonObject): PivotOptions['reasoning'] {
  const effort = reasoningLevel(textField(objectField(body, 'output_config') ?? {}, 'effort'));
  const thinking = objectField(body, 'thinking');
  if (thinking?.type === 'enabled') return effort ?? levelOfBudget(numberField(thinking, 'budget_tokens') ?? 0);
  return thinking?.type === 'disabled' ? undefined : effort;
}

function formatSettings(body: JsonObject, refusals: Refusals): Partial<PivotOptions> {
  const format = objectField(objectField(body, 'output_config') ?? {}, 'format') ?? objectField(body, 'output_format');
  const wanted = responseFormat(format, refusals);
  return wanted === undefined ? {} : { responseFormat: wanted, ...strictSchemaOption(wanted, true) };
}
