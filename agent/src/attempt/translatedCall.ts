import { randomUUID } from 'node:crypto';
import { APICallError } from '@ai-sdk/provider';
import { asObject, parseJson, type ProviderAccount } from '../dialects/index.ts';
import {
  apiErrorBody,
  inBandError,
  providerWords,
  ReplyRecorder,
  saysSomething,
  type AnswerFault,
  type AnswerFrame,
} from '../dialects/translate/index.ts';
import type {
  Answer,
  ApiKind,
  Call,
  CallFailure,
  CallOutcome,
  ClientError,
  Described,
  JsonObject,
  Usage,
} from '../engine/index.ts';
import { failure } from './failures.ts';
import { inBandFailure, saidFailure } from './saidFailure.ts';
import type { TranslatorTransport } from './translator.ts';

/** Headers of the client that go upstream in any dialect: they say where the call belongs, not what it asks. */
const CARRIED_HEADERS = ['traceparent', 'tracestate'];

const JSON_TYPE = 'application/json';
const JSON_HEADERS = { 'content-type': JSON_TYPE };

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
  answer(
    body: Readonly<Record<string, unknown>>,
    usage: Usage | null,
    outputText: () => string,
    said?: Described,
  ): Answer {
    const bytes = Buffer.from(JSON.stringify(body));
    const answer = { status: 200, headers: JSON_HEADERS, body: { kind: 'full', bytes }, usage, outputText } as const;
    return said === undefined ? answer : { ...answer, said };
  }

  /** What came of a call in which the library threw. The provider's own answer counts, not the library's words. */
  thrown(error: unknown): Unanswered {
    const fault = this.transport.classifyNetworkFault(error);
    if (fault !== null) return fault;
    if (this.recorder.failed !== null) return this.#refused(this.recorder.failed);
    if (!this.recorder.called) return this.#notSent();
    const said = thrownByProvider(error) ? inBandError(error) : null;
    return said === null ? this.#noAnswer(200) : this.reported(said);
  }

  /** What came of a call in which the provider reported an error inside a 2xx answer. */
  reported(said: JsonObject): Unanswered {
    const { api, account, transport } = this;
    const outcome = inBandFailure(said, {}, { api, account, wallMs: transport.clock.wall() });
    return this.#worded(outcome, JSON.stringify(said));
  }

  /** A success that is none. */
  faulty({ trigger, message }: AnswerFault, usage: Usage | null): CallFailure {
    return failure(trigger, message, { usage });
  }

  #refused({ status, headers, body }: NonNullable<ReplyRecorder['failed']>): Unanswered {
    if (status < 400 && !holdsError(body)) return this.#noAnswer(status);
    const said = { status, headers: Object.fromEntries(headers), body: Buffer.from(body) };
    return this.#worded(saidFailure(said, this.account, this.transport.clock.wall()), body);
  }

  #noAnswer(status: number): CallFailure {
    return failure('invalid_response', `the provider answered ${status} with what is no answer of its API`);
  }

  /** The verdict of a native call, in the words of the API that the client called. */
  #worded(outcome: CallFailure | ClientError, raw: string): Unanswered {
    const message = this.transport.scrubSecrets(providerWords(raw));
    if (outcome.kind === 'client_error') {
      const body = apiErrorBody(this.api, { status: outcome.status, trigger: 'client_error', message });
      return { ...outcome, headers: JSON_HEADERS, body };
    }
    if (outcome.said === null) return outcome;
    const { status } = outcome.said;
    const body = apiErrorBody(this.api, { status, trigger: outcome.trigger, message });
    return { ...outcome, said: { status, contentType: JSON_TYPE, body } };
  }

  /** The library refused the request before a call: it is one that this dialect cannot carry. */
  #notSent(): Unanswered {
    return this.unsupported('The request cannot be translated to the dialect of the model that was to answer.');
  }

  /** The client's request cannot be put in the dialect's terms. */
  unsupported(reason: string): Unanswered {
    const body = apiErrorBody(this.api, { status: 400, trigger: 'client_error', message: reason });
    return { kind: 'client_error', status: 400, headers: JSON_HEADERS, body, message: reason };
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
