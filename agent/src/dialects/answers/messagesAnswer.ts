import type { JsonObject, JsonValue } from '../../engine/index.ts';
import { asList, asObject, asText } from '../jsonAccess.ts';
import { messagesUsage } from '../usage.ts';
import { INVALID, type AnswerFormat, type AnswerReading, type AnswerSign } from './answerReading.ts';

function isThinking(type: JsonValue | undefined): boolean {
  return type === 'thinking' || type === 'redacted_thinking';
}

function isContent(block: JsonValue): boolean {
  const { type, text } = asObject(block) ?? {};
  return type === 'text' ? asText(text) !== '' : asText(type) !== '' && !isThinking(type);
}

/** What a message without content is worth, by why it stopped. */
export function emptyMessageSign(stopReason: JsonValue | undefined, hasThought: boolean): AnswerSign {
  if (stopReason === 'refusal') return 'filtered';
  if (stopReason === 'model_context_window_exceeded') return 'overlong';
  return stopReason === 'max_tokens' && hasThought ? 'usable' : 'empty';
}

function read(json: JsonObject): AnswerReading {
  if (!Array.isArray(json.content)) return INVALID;
  const usage = messagesUsage(asObject(json.usage));
  if (json.content.some(isContent)) return { sign: 'usable', usage };
  const hasThought = json.content.some((block) => isThinking(asObject(block)?.type));
  return { sign: emptyMessageSign(json.stop_reason, hasThought), usage };
}

function blockText(block: JsonValue): string {
  const { text, thinking, name, input } = asObject(block) ?? {};
  return asText(thinking) + asText(text) + asText(name) + (input === undefined ? '' : JSON.stringify(input));
}

/** Whole answers of Anthropic's messages. */
export const messagesAnswer: AnswerFormat = {
  read,
  words: ({ model, stop_reason }) => ({
    model: asText(model) || null,
    finishReasons: asText(stop_reason) === '' ? [] : [asText(stop_reason)],
  }),
  outputText: (json) => asList(json.content).map(blockText).join(''),
};
