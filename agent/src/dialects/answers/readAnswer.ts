import type { AnswerWords, ApiKind, JsonObject, JsonValue } from '../../engine/index.ts';
import { asObject } from '../jsonAccess.ts';
import { INVALID, type AnswerFormat, type AnswerReading } from './answerReading.ts';
import { chatAnswer, completionsAnswer } from './chatAnswer.ts';
import { embeddingsAnswer } from './embeddingsAnswer.ts';
import { messagesAnswer } from './messagesAnswer.ts';
import { responsesAnswer } from './responsesAnswer.ts';

const FORMATS: Readonly<Record<ApiKind, AnswerFormat>> = {
  chat: chatAnswer,
  completions: completionsAnswer,
  embeddings: embeddingsAnswer,
  responses: responsesAnswer,
  messages: messagesAnswer,
};

/** Whether JSON with status 200 is an error all the same. A finished response says `"error": null`. */
export function carriesError(json: JsonObject): boolean {
  const { error } = json;
  return (
    (typeof error === 'object' && error !== null) ||
    (typeof error === 'string' && error !== '') ||
    json.object === 'error'
  );
}

/** Judges a whole answer of `api`. */
export function readAnswer(api: ApiKind, json: JsonValue | undefined): AnswerReading {
  const answer = asObject(json);
  if (answer === null) return INVALID;
  if (carriesError(answer)) return { sign: 'error', usage: null };
  return FORMATS[api].read(answer);
}

/** Everything that an answer of `api` generated, for counting tokens where no usage was reported. */
export function answerText(api: ApiKind, answer: JsonObject): string {
  return FORMATS[api].outputText(answer);
}

/** What a usable answer of `api` says of itself. */
export function answerWords(api: ApiKind, json: JsonObject): AnswerWords {
  return FORMATS[api].words(json);
}
