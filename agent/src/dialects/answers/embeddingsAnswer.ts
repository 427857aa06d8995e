import { asObject, asText } from '../jsonAccess.ts';
import { chatUsage } from '../usage.ts';
import { INVALID, type AnswerFormat } from './answerReading.ts';

/** Answers of embeddings. */
export const embeddingsAnswer: AnswerFormat = {
  read: (json) => {
    if (!Array.isArray(json.data)) return INVALID;
    return { sign: json.data.length === 0 ? 'empty' : 'usable', usage: chatUsage(asObject(json.usage)) };
  },
  words: ({ model }) => ({ model: asText(model) || null, finishReasons: [] }),
  outputText: () => '',
};
