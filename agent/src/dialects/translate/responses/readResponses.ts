import type { JsonObject } from '../../../engine/index.ts';
import { listField, numberField, objectField, saysSomething, textField } from '../jsonFields.ts';
import { readChatTools } from '../chat/readChatTools.ts';
import type { PivotOptions, Reading } from '../pivot/pivotRequest.ts';
import { reasoningLevel } from '../pivot/reasoningLevel.ts';
import { Refusals } from '../pivot/refusals.ts';
import { responseFormat } from '../pivot/responseFormat.ts';
import { strictSchemaOption } from '../pivot/strictSchema.ts';
import { withoutUndefined } from '../pivot/withoutUndefined.ts';
import { readResponsesPrompt } from './readResponsesPrompt.ts';

/** What lives on OpenAI's servers or changes the answer's shape. */
const NOT_CARRIED: Readonly<Record<string, string>> = {
  previous_response_id: 'A stored answer ("previous_response_id") is known to its own provider alone.',
  conversation: 'A stored conversation ("conversation") is known to its own provider alone.',
  prompt: 'A stored prompt ("prompt") is known to its own provider alone.',
  background: 'Work in the background ("background") cannot be translated.',
};

/** Parts of an answer that a client may ask for and that are left out without harm where there are none. */
const HARMLESS_INCLUDES = ['reasoning.encrypted_content'];

/**
 * Reads a request of OpenAI's Responses API.
 *
 * Dropped, since they steer billing, storage or style and not the answer's shape: `store` (nothing is stored),
 * `metadata` (it is echoed), `user`, `safety_identifier`, `service_tier`, `prompt_cache_key`, `truncation`,
 * `max_tool_calls` (it counts hosted tools), `reasoning.summary`, `text.verbosity`, `include` of encrypted reasoning, a
 * picture's `detail`, earlier `reasoning` items (they are sealed for OpenAI alone).
 */
export function readResponses(body: JsonObject): Reading {
  const refusals = new Refusals();
  const options: PivotOptions = {
    prompt: readResponsesPrompt(body, refusals),
    ...settings(body),
    ...readChatTools(body, refusals),
    ...formatSettings(body, refusals),
  };
  refuseWhatIsNotCarried(body, refusals);
  if (refusals.first !== null) return { kind: 'refused', reason: refusals.first };
  return {
    kind: 'request',
    request: { options, singleToolCall: body.parallel_tool_calls === false, includeUsage: true },
  };
}

function settings(body: JsonObject): Partial<PivotOptions> {
  return withoutUndefined({
    maxOutputTokens: numberField(body, 'max_output_tokens'),
    temperature: numberField(body, 'temperature'),
    topP: numberField(body, 'top_p'),
    reasoning: reasoningLevel(textField(objectField(body, 'reasoning') ?? {}, 'effort')),
  });
}

function formatSettings(body: JsonObject, refusals: Refusals): Partial<PivotOptions> {
  const format = objectField(objectField(body, 'text') ?? {}, 'format');
  const wanted = responseFormat(format, refusals);
  return wanted === undefined ? {} : { responseFormat: wanted, ...strictSchemaOption(wanted, format?.strict) };
}

function refuseWhatIsNotCarried(body: JsonObject, refusals: Refusals): void {
  for (const [field, sentence] of Object.entries(NOT_CARRIED)) if (saysSomething(body[field])) refusals.add(sentence);
  if ((numberField(body, 'top_logprobs') ?? 0) > 0) refusals.add('"top_logprobs" cannot be translated.');
  const harmless = listField(body, 'include').every((each) => HARMLESS_INCLUDES.some((known) => known === each));
  if (!harmless) refusals.add('"include" asks for a part of the answer that cannot be translated.');
}
