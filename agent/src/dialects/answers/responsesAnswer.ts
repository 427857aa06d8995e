import type { AnswerWords, JsonObject, JsonValue } from '../../engine/index.ts';
import { asList, asObject, asText } from '../jsonAccess.ts';
import { responsesUsage } from '../usage.ts';
import { INVALID, type AnswerFormat, type AnswerReading, type AnswerSign } from './answerReading.ts';

/** Whether an item of the output is content, a refusal or a tool call. Reasoning alone is not. */
function isContent(item: JsonValue): boolean {
  const { type, content } = asObject(item) ?? {};
  if (type === 'reasoning') return false;
  if (type !== 'message') return asText(type) !== '';
  return asList(content).some((part) => {
    const { type: kind, text, refusal } = asObject(part) ?? {};
    return asText(text) !== '' || asText(refusal) !== '' || (kind !== 'output_text' && kind !== 'refusal');
  });
}

/** What a finished response is worth, of a whole answer or of the last event of a stream. */
export function responseSign(response: JsonObject): AnswerSign {
  const usage = responsesUsage(asObject(response.usage));
  if (response.status === 'failed') return 'error';
  // A background response has no output yet.
  if (response.status === 'queued' || response.status === 'in_progress') return 'usable';
  if (asList(response.output).some(isContent)) return 'usable';
  const reason = asText(asObject(response.incomplete_details)?.reason);
  if (reason === 'content_filter') return 'filtered';
  return reason === 'max_output_tokens' && (usage?.reasoning ?? 0) > 0 ? 'usable' : 'empty';
}

/** A response has no finish reason: its status, or what made it incomplete, stands for one. */
export function responseWords({ model, status, incomplete_details }: JsonObject): AnswerWords {
  const reason = asText(asObject(incomplete_details)?.reason) || asText(status);
  return { model: asText(model) || null, finishReasons: reason === '' ? [] : [reason] };
}

function read(json: JsonObject): AnswerReading {
  if (!Array.isArray(json.output)) return json.status === 'failed' ? { sign: 'error', usage: null } : INVALID;
  return { sign: responseSign(json), usage: responsesUsage(asObject(json.usage)) };
}

function itemText(item: JsonValue): string {
  const { content, summary, name, arguments: args, input } = asObject(item) ?? {};
  const parts = [...asList(summary), ...asList(content)].map((part) => {
    const { text, refusal } = asObject(part) ?? {};
    return asText(text) + asText(refusal);
  });
  return parts.join('') + asText(name) + asText(args) + asText(input);
}

/** Whole answers of responses. */
export const responsesAnswer: AnswerFormat = {
  read,
  words: responseWords,
  outputText: (json) => asList(json.output).map(itemText).join(''),
};
