import type { AnswerWords, JsonObject } from '../../engine/index.ts';
import { asList, asObject, asText } from '../jsonAccess.ts';
import { chatUsage } from '../usage.ts';
import { INVALID, type AnswerFormat, type AnswerReading } from './answerReading.ts';
import { generatedText, hasContent, hasReasoning } from './chatContent.ts';

function read(json: JsonObject): AnswerReading {
  if (!Array.isArray(json.choices)) return INVALID;
  const usage = chatUsage(asObject(json.usage));
  let isFiltered = false;
  for (const entry of json.choices) {
    const choice = asObject(entry);
    const message = asObject(choice?.message);
    if (choice === null || message === null) return INVALID;
    if (hasContent(message)) return { sign: 'usable', usage };
    // All of the output went into thinking: the limit was the client's, so this is its answer.
    const hasThought = (usage?.reasoning ?? 0) > 0 || hasReasoning(message);
    if (choice.finish_reason === 'length' && hasThought) return { sign: 'usable', usage };
    if (choice.finish_reason === 'content_filter') isFiltered = true;
  }
  return { sign: isFiltered ? 'filtered' : 'empty', usage };
}

function outputText(json: JsonObject): string {
  return asList(json.choices)
    .map((choice) => generatedText(asObject(asObject(choice)?.message) ?? {}))
    .join('');
}

function words(json: JsonObject): AnswerWords {
  const reasons = asList(json.choices).map((choice) => asText(asObject(choice)?.finish_reason));
  return { model: asText(json.model) || null, finishReasons: reasons.filter((reason) => reason !== '') };
}

/** Whole answers of chat completions. */
export const chatAnswer: AnswerFormat = { read, outputText, words };

function readCompletion(json: JsonObject): AnswerReading {
  if (!Array.isArray(json.choices)) return INVALID;
  const usage = chatUsage(asObject(json.usage));
  const choices = json.choices.map(asObject);
  if (choices.includes(null)) return INVALID;
  if (choices.some((choice) => asText(choice?.text) !== '')) return { sign: 'usable', usage };
  const isExhausted = choices.some((choice) => choice?.finish_reason === 'length') && (usage?.reasoning ?? 0) > 0;
  if (isExhausted) return { sign: 'usable', usage };
  const isFiltered = choices.some((choice) => choice?.finish_reason === 'content_filter');
  return { sign: isFiltered ? 'filtered' : 'empty', usage };
}

/** Whole answers of completions. */
export const completionsAnswer: AnswerFormat = {
  read: readCompletion,
  words,
  outputText: (json) =>
    asList(json.choices)
      .map((choice) => asText(asObject(choice)?.text))
      .join(''),
};
