import type { JsonObject } from '../../../engine/index.ts';
import { stopSequences } from '../chat/readChat.ts';
import { numberField, objectField, saysSomething } from '../jsonFields.ts';
import type { PivotOptions, Reading } from '../pivot/pivotRequest.ts';
import { Refusals } from '../pivot/refusals.ts';
import { withoutUndefined } from '../pivot/withoutUndefined.ts';

const NOT_CARRIED: Readonly<Record<string, string>> = {
  echo: '"echo" cannot be translated.',
  suffix: '"suffix" cannot be translated.',
  logprobs: '"logprobs" cannot be translated.',
  logit_bias: '"logit_bias" cannot be translated.',
};

/** OpenAI's default where `max_tokens` is absent; chat models would go on for thousands. */
const DEFAULT_MAX_TOKENS = 16;

/**
 * Reads a request of the retired completions API: one text prompt becomes one message of the user.
 * Dropped: `user`, `seed` where a dialect has none, `stream_options.include_obfuscation`.
 */
export function readCompletions(body: JsonObject): Reading {
  const refusals = new Refusals();
  const prompt = onlyPrompt(body);
  if (prompt === null) refusals.add('Only one text as "prompt" can be translated, not lists or tokens.');
  for (const [field, sentence] of Object.entries(NOT_CARRIED)) if (saysSomething(body[field])) refusals.add(sentence);
  for (const field of ['n', 'best_of']) {
    if ((numberField(body, field) ?? 1) > 1) refusals.add(`More than one choice ("${field}") cannot be translated.`);
  }
  if (refusals.first !== null) return { kind: 'refused', reason: refusals.first };
  const options: PivotOptions = {
    prompt: [{ role: 'user', content: [{ type: 'text', text: prompt ?? '' }] }],
    ...withoutUndefined({
      maxOutputTokens: numberField(body, 'max_tokens') ?? DEFAULT_MAX_TOKENS,
      temperature: numberField(body, 'temperature'),
      topP: numberField(body, 'top_p'),
      presencePenalty: numberField(body, 'presence_penalty'),
      frequencyPenalty: numberField(body, 'frequency_penalty'),
      seed: numberField(body, 'seed'),
      stopSequences: stopSequences(body),
    }),
  };
  const includeUsage = objectField(body, 'stream_options')?.include_usage === true;
  return { kind: 'request', request: { options, singleToolCall: false, includeUsage } };
}

function onlyPrompt(body: JsonObject): string | null {
  const { prompt } = body;
  const single = Array.isArray(prompt) && prompt.length === 1 ? prompt[0] : prompt;
  return typeof single === 'string' && single !== '' ? single : null;
}
