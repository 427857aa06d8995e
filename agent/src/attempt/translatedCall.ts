import { randomUUID } from 'node:crypto';
import { APICallError } from '@ai-sdk/provider';
import { retryAfterMs } from '../dialects/errors/retryAfter.ts';
import type { ProviderAccount } from '../dialects/index.ts';
import { asObject, parseJson } from '../dialects/jsonAccess.ts';
import {
  apiErrorBody,
  inBandError,
  providerError,
  ReplyRecorder,
  saysSomething,
  type AnswerFault,
  type AnswerFrame,
} from '../dialects/translate/index.ts';
import type { Answer, ApiKind, Call, CallFailure, CallOutcome, ReplaySafety, Usage } from '../engine/index.ts';
import type { TranslatorTransport } from './translator.ts';

/** Headers of the client that go upstream in any dialect: they say where the call belongs, not what it asks. */
const CARRIED_HEADERS = ['traceparent', 'tracestate', 'x-request-id'];

const JSON_TYPE = 'application/json';

/** A failed call, or one that the client or we called off, or the client's own mistake. */
export type Unanswered = Exclude<CallOutcome, { kind: 'answer' }>;

/** What a translated call has while it runs, whole or streamed: the way to the provider, and the words for its faults. */
export class TranslatedCall {
  readonly call: Call;
  readonly account: ProviderAccount;
  readonly transport: TranslatorTransport;
  readonly recorder: ReplyRecorder;
  readonly #createdAt: number;

  constructor(call: Call, account: ProviderAccount, transport: TranslatorTransport) {
    this.call = call;
    this.account = account;
    this.transport = transport;
    this.recorder = new ReplyRecorder({
      fetch: transport.fetch,
      anonymous: account.apiKey === null,
      added: carried(call.request.headers),
      stream: call.request.stream && call.request.api !== 'embeddings',
    });
    this.#createdAt = Math.floor(transport.clock.wall() / 1000);
  }

  get api(): ApiKind {
    return this.call.request.api;
  }

  /** @param model as the provider named it in its answer; null = it did not */
  frame(model: string | null): AnswerFrame {
    return {
      model: model ?? this.call.step.upstreamModel,
      createdAt: this.#createdAt,
      request: this.call.request.json,
      newId: (prefix) => `${prefix}${randomUUID().replaceAll('-', '')}`,
    };
  }

  /** A whole answer with a JSON body. */
  answer(body: Readonly<Record<string, unknown>>, usage: Usage | null, outputText: () => string): Answer {
    const bytes = Buffer.from(JSON.stringify(body));
    return { status: 200, headers: { 'content-type': JSON_TYPE }, body: { kind: 'full', bytes }, usage, outputText };
  }

  /** What came of a call in which the library threw. The provider's own answer counts, not the library's words. */
  thrown(error: unknown): Unanswered {
    const fault = this.transport.classifyNetworkFault(error);
    if (fault !== null) return fault;
    if (this.recorder.failed !== null) return this.#refused(this.recorder.failed);
    if (!this.recorder.answered) return this.#notSent();
    const said = thrownByProvider(error) ? inBandError(error) : null;
    return said === null ? this.#noAnswer(200) : this.reported(said);
  }

  /** What came of a call in which the provider reported an error inside a 2xx answer. */
  reported(said: NonNullable<ReturnType<typeof inBandError>>): Unanswered {
    return this.#judged(200, JSON.stringify(said), new Headers());
  }

  /** A success that is none. */
  faulty({ trigger, message }: AnswerFault, usage: Usage | null): CallFailure {
    return this.failure(trigger, message, 'refused', usage);
  }

  failure(
    trigger: CallFailure['trigger'],
    message: string,
    replay: ReplaySafety,
    usage: Usage | null = null,
  ): CallFailure {
    return { kind: 'failure', trigger, said: null, retryAfterMs: null, ownTimer: false, replay, message, usage };
  }

  #refused({ status, headers, body }: NonNullable<ReplyRecorder['failed']>): Unanswered {
    return status < 400 && !holdsError(body) ? this.#noAnswer(status) : this.#judged(status, body, headers);
  }

  #noAnswer(status: number): CallFailure {
    return this.failure(
      'invalid_response',
      `the provider answered ${status} with what is no answer of its API`,
      'uncertain',
    );
  }

  #judged(saidStatus: number, text: string, headers: Headers): Unanswered {
    const scrub = (words: string) => this.transport.scrubSecrets(words);
    const { verdict, error, body } = providerError(this.api, saidStatus, text, scrub);
    const { trigger, status, message } = verdict;
    if (trigger === 'client_error') {
      return { kind: 'client_error', status, headers: { 'content-type': JSON_TYPE }, body, message };
    }
    const wait = retryAfterMs(Object.fromEntries(headers), this.transport.clock.wall(), error);
    const said = { status, contentType: JSON_TYPE, body };
    return { ...this.failure(trigger, message, 'refused'), said, retryAfterMs: wait };
  }

  /** The library refused the request before a call: it is one that this dialect cannot carry. */
  #notSent(): Unanswered {
    return this.unsupported('The request cannot be translated to the dialect of the model that was to answer.');
  }

  /** The client's request cannot be put in the dialect's terms. */
  unsupported(reason: string): Unanswered {
    const body = apiErrorBody(this.api, { status: 400, trigger: 'client_error', message: reason });
    return { kind: 'client_error', status: 400, headers: { 'content-type': JSON_TYPE }, body, message: reason };
  }
}

function carried(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => CARRIED_HEADERS.includes(name)));
}

/**
 * Whether the library threw what the provider reported in a 2xx answer: an error event that opens a stream (it makes up a
 * failing status for it), or an error object in place of an answer.
 */
function thrownByProvider(error: unknown): boolean {
  if (!APICallError.isInstance(error)) return false;
  return (error.statusCode ?? 0) >= 400 || holdsError(error.responseBody ?? '');
}

function holdsError(body: string): boolean {
  return saysSomething(asObject(parseJson(body))?.error);
}
