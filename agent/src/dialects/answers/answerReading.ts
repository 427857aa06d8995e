import type { AnswerWords, JsonObject, Usage } from '../../engine/index.ts';

/**
 * What a whole answer is worth: `invalid` has not the API's shape, `empty` brings nothing, `filtered` brings nothing because
 * of a content filter, `overlong` brings nothing because the context is full, `error` is an error with status 200.
 */
export type AnswerSign = 'usable' | 'invalid' | 'empty' | 'filtered' | 'overlong' | 'error';

/** A whole answer, read. */
export interface AnswerReading {
  readonly sign: AnswerSign;
  /** Null = not reported. */
  readonly usage: Usage | null;
}

/** How one API's whole answers are read. */
export interface AnswerFormat {
  read(json: JsonObject): AnswerReading;
  /** What it says of itself. */
  words(json: JsonObject): AnswerWords;
  /** Everything that was generated, for counting tokens. */
  outputText(json: JsonObject): string;
}

/** An answer that is not of the API's shape. */
export const INVALID: AnswerReading = { sign: 'invalid', usage: null };
