import {
  answerHeaders,
  answerText,
  answerWords,
  asObject,
  parseJson,
  readAnswer,
  type AnswerSign,
  type ProviderAccount,
} from '../dialects/index.ts';
import type {
  Answer,
  AnswerWords,
  ApiKind,
  CallFailure,
  ClientError,
  Described,
  JsonObject,
  Usage,
} from '../engine/index.ts';
import { failure } from './failures.ts';
import type { SaidAnswer } from './saidAnswer.ts';
import { inBandFailure } from './saidFailure.ts';

/** An answer with a whole body that is fit for the client. */
class WholeAnswer implements Answer, Described {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: { readonly kind: 'full'; readonly bytes: Buffer };
  readonly usage: Usage | null;
  readonly #api: ApiKind;
  readonly #json: JsonObject;

  constructor(said: SaidAnswer, api: ApiKind, json: JsonObject, usage: Usage | null) {
    this.status = said.status;
    this.headers = answerHeaders(said.headers);
    this.body = { kind: 'full', bytes: said.body };
    this.usage = usage;
    this.#api = api;
    this.#json = json;
  }

  get said(): Described {
    return this;
  }

  words(): AnswerWords {
    return answerWords(this.#api, this.#json);
  }

  outputText(): string {
    return answerText(this.#api, this.#json);
  }
}

/** What the answer was asked for. */
export interface AnswerContext {
  readonly api: ApiKind;
  readonly account: ProviderAccount;
  readonly wallMs: number;
  /** Whether a stream was asked for: a JSON answer to that is none. */
  readonly stream: boolean;
}

/** A 2xx answer that brings nothing usable, as a failure. */
export function unusable(sign: Exclude<AnswerSign, 'usable' | 'error'>, usage: Usage | null): CallFailure {
  switch (sign) {
    case 'invalid':
      return failure('invalid_response', "the provider's answer has not the shape of its API", { usage });
    case 'empty':
      return failure('empty_response', "the provider's answer is empty", { usage });
    case 'filtered':
      return failure('content_policy', "the provider's content filter left nothing of the answer", { usage });
    case 'overlong':
      return failure('context_window', "the model's context was full before it answered", { usage });
  }
}

/** Judges a 2xx answer with a whole body. */
export function judgeWhole(said: SaidAnswer, context: AnswerContext): Answer | CallFailure | ClientError {
  if (said.body.length === 0) return unusable('empty', null);
  const json = parseJson(said.body.toString('utf8'));
  const { sign, usage } = readAnswer(context.api, json);
  const answer = asObject(json);
  if (answer === null) return unusable('invalid', null);
  if (sign === 'error') return inBandFailure(answer, said.headers, context);
  if (sign !== 'usable') return unusable(sign, usage);
  if (context.stream) return failure('invalid_response', 'the provider answered a stream with a whole body', { usage });
  return new WholeAnswer(said, context.api, answer, usage);
}
