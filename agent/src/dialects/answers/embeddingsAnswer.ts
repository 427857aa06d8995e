import { asObject } from '../jsonAccess.ts';
import { chatUsage } from '../usage.ts';
import { INVALID, type AnswerFormat } from './answerReading.ts';

/** Answers of embeddings. */
export const embeddingsAnswer: AnswerFormat = {
  read: (json) => {
    if (!Array.isArray(json.data)) return INVALID;
    return { sign: json.data.length === 0 ? 'empty' : 'usable', usage: chatUsage(asObject(json.usage)) };
  },
  outputText: () => '',
};
