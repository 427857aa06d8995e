import type { JsonObject } from '../../../engine/index.ts';
import { numberField, objectField, saysSomething, textField } from '../jsonFields.ts';
import type { PivotOptions, Reading } from '../pivot/pivotRequest.ts';
import { Refusals } from '../pivot/refusals.ts';
import { reasoningLevel } from '../pivot/reasoningLevel.ts';
import { responseFormat } from '../pivot/responseFormat.ts';
import { strictSchemaOption } from '../pivot/strictSchema.ts';
import { withoutUndefined } from '../pivot/withoutUndefined.ts';
import { readChatPrompt } from './readChatPrompt.ts';
import { readChatTools } from './readChatTools.ts';

/** What changes the answer's shape and exists in no other dialect, with the sentence that is said about it. */
const NOT_CARRIED: Readonly<Record<string, string>> = {
  logprobs: '"logprobs" cannot be translated.',
  logit_bias: '"logit_bias" cannot be translated.',
  audio: 'Audio output ("audio") cannot be translated.',
  prediction: 'A predicted output ("prediction") cannot be translated.',
  web_search_options: 'The hosted web search ("web_search_options") cannot be translated.',
  functions: 'The retired "functions" cannot be translated; "tools" can.',
  function_call: 'The retired "function_call" cannot be translated; "tool_choice" can.',
};

/**
 * Reads a chat completion request.
 *
 * Dropped, since they steer billing, bookkeeping or style and not the answer's shape: `user`, `safety_identifier` (an id
 * given to one vendor is not handed to another), `metadata`, `store`, `service_tier`, `prompt_cache_key`,
 * `prompt_cache_retention`, `verbosity`, `stream_options.include_obfuscation`, a picture's `detail`, a message's `name`,
 * earlier `reasoning_content` (no dialect takes another's), and fields that this list does not know.
 */
export function readChat(body: JsonObject): Reading {
  const refusals = new Refusals();
  const prompt = readChatPrompt(body, refusals);
  const options: PivotOptions = {
    prompt,
    ...samplingSettings(body),
    ...readChatTools(body, refusals),
    ...formatSettings(body, refusals),
  };
  refuseWhatIsNotCarried(body, refusals);
  if (refusals.first !== null) return { kind: 'refused', reason: refusals.first };
  return {
    kind: 'request',
    request: {
      options,
      singleToolCall: body.parallel_tool_calls === false,
      includeUsage: objectField(body, 'stream_options')?.include_usage === true,
    },
  };
}

function samplingSettings(body: JsonObject): Partial<PivotOptions> {
  return withoutUndefined({
    maxOutputTokens: numberField(body, 'max_completion_tokens') ?? numberField(body, 'max_tokens'),
    temperature: numberField(body, 'temperature'),
    topP: numberField(body, 'top_p'),
    topK: numberField(body, 'top_k'),
    presencePenalty: numberField(body, 'presence_penalty'),
    frequencyPenalty: numberField(body, 'frequency_penalty'),
    seed: numberField(body, 'seed'),
    stopSequences: stopSequences(body),
    reasoning: reasoningLevel(textField(body, 'reasoning_effort')),
  });
}

function formatSettings(body: JsonObject, refusals: Refusals): Partial<PivotOptions> {
  const format = objectField(body, 'response_format');
  const wanted = responseFormat(format, refusals);
  if (wanted === undefined) return {};
  const strict = format === null ? undefined : objectField(format, 'json_schema')?.strict;
  return { responseFormat: wanted, ...strictSchemaOption(wanted, strict) };
}

/** `stop` is a text or a list of texts. */
export function stopSequences(body: JsonObject): string[] | undefined {
  const { stop } = body;
  const list = (Array.isArray(stop) ? stop : [stop]).filter((each) => typeof each === 'string' && each !== '');
  return list.length === 0 ? undefined : list.map(String);
}

function refuseWhatIsNotCarried(body: JsonObject, refusals: Refusals): void {
  for (const [field, sentence] of Object.entries(NOT_CARRIED)) if (saysSomething(body[field])) refusals.add(sentence);
  if ((numberField(body, 'n') ?? 1) > 1) refusals.add('More than one choice ("n") cannot be translated.');
  if ((numberField(body, 'top_logprobs') ?? 0) > 0) refusals.add('"top_logprobs" cannot be translated.');
  const { modalities } = body;
  if (Array.isArray(modalities) && modalities.some((each) => each !== 'text')) {
    refusals.add('Output other than text ("modalities") cannot be translated.');
  }
}
