import type { IncomingHttpHeaders } from 'node:http';
import {
  readClientHeaders,
  readyOf,
  understudyHeaders,
  type ApiCalls,
  type ApiError,
  type Arrival,
  type ClientHeaders,
  type ReadyResponse,
  type Refused,
} from '../apiformat/index.ts';
import { Cancel, type ApiKind, type RequestRecord, type RunMeta, type RunResult } from '../engine/index.ts';
import { errorOf, type UnderstudyError } from './understudyError.ts';
import { streamBody, type StreamBody } from './streamBody.ts';

/** A call that is made inside this process. */
export interface LocalCall {
  readonly api: ApiKind;
  readonly raw: Buffer;
  /** Request headers, names in lower case. */
  readonly headers: IncomingHttpHeaders;
  readonly signal: AbortSignal | null;
  /** Whose call it is, from the headers that were understood. */
  readonly client: (said: ClientHeaders) => string;
}

/** An answer that is whole. Its books close without waiting for the reader. */
export interface WholeReply {
  readonly kind: 'whole';
  readonly ready: ReadyResponse;
  readonly meta: RunMeta;
  readonly record: Promise<RequestRecord>;
}

/** A streamed answer that has begun. */
export interface StreamReply extends StreamBody {
  readonly kind: 'stream';
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly meta: RunMeta;
  /** Resolves when the stream is over. */
  readonly record: Promise<RequestRecord>;
}

/** No answer: what a client of the agent would get, and the same as an error to throw. */
export interface NoReply {
  readonly kind: 'none';
  readonly ready: ReadyResponse;
  readonly meta: RunMeta | null;
  readonly error: UnderstudyError;
}

export type LocalReply = WholeReply | StreamReply | NoReply;

/** Response headers of a reply, the ones that say what the engine did included. */
export function replyHeaders(headers: Readonly<Record<string, string>>, meta: RunMeta | null): Headers {
  const all = new Headers(headers);
  const said = meta === null ? [] : understudyHeaders(meta);
  for (let at = 0; at < said.length; at += 2) all.set(said[at] ?? '', said[at + 1] ?? '');
  return all;
}

/** Makes calls inside this process: no listener and no hop, otherwise what the data plane does. */
export class LocalCalls {
  readonly #calls: ApiCalls;
  readonly #onBug: (error: unknown) => void;
  readonly #underWay = new Set<Promise<unknown>>();
  #closed = false;

  /** @param onBug hears of mistakes of ours that happen after the answer was handed over */
  constructor(calls: ApiCalls, onBug: (error: unknown) => void) {
    this.#calls = calls;
    this.#onBug = onBug;
  }

  /**
   * Runs a call. Rejects with the signal's reason when that aborts before there is an answer; a call that ends otherwise
   * without one is a reply like any other.
   */
  async run(call: LocalCall): Promise<LocalReply> {
    const { signal } = call;
    signal?.throwIfAborted();
    if (this.#closed) throw new Error('this Understudy is closed');
    const cancel = new Cancel();
    const abort = (): void => cancel.cancel('client');
    signal?.addEventListener('abort', abort, { once: true });
    const unlink = (): void => signal?.removeEventListener('abort', abort);
    const reply = await this.#tracked(this.#reply(call, cancel)).catch((error: unknown) => {
      unlink();
      throw error;
    });
    if (reply.kind === 'stream') void reply.record.then(unlink, unlink);
    else unlink();
    return reply;
  }

  /** Refuses further calls. Resolves when those under way are over, streams included. */
  async close(): Promise<void> {
    this.#closed = true;
    while (this.#underWay.size > 0) await Promise.allSettled(this.#underWay);
  }

  async #reply(call: LocalCall, cancel: Cancel): Promise<LocalReply> {
    const arrival = this.#calls.arrive(call.headers);
    const { api, raw } = call;
    const said = readClientHeaders(call.headers);
    if ('error' in said) return this.#refuse(arrival, api, said.error);
    const result = await this.#calls.run({ arrival, api, raw, said, client: call.client(said), cancel });
    if (result.kind === 'refused') return refused(result, arrival);
    if (result.kind === 'cancelled') return this.#cancelled(result, call, arrival);
    const ready = readyOf(api, result);
    if (ready === null) return this.#stream(result, call, cancel);
    const record = this.#watch(result.settlement.delivered(ready.status));
    if (result.kind === 'answer') return { kind: 'whole', ready, meta: result.meta, record };
    return { kind: 'none', ready, meta: result.meta, error: errorOf(result, ready, arrival.id) };
  }

  #stream(result: RunResult, { api, signal }: LocalCall, cancel: Cancel): LocalReply {
    if (result.kind !== 'answer') throw new Error(`a result of kind ${result.kind} is not streamed`);
    const { answer, meta, settlement } = result;
    const reason = (): unknown => signal?.reason ?? new TypeError('the answer was called off');
    const { body, ended } = streamBody(result, api, cancel, reason);
    const record = this.#watch(
      ended.then((end) => (end.kind === 'cancelled' ? settlement.abandoned() : settlement.delivered(answer.status))),
    );
    return { kind: 'stream', status: answer.status, headers: answer.headers, meta, body, ended, record };
  }

  #refuse(arrival: Arrival, api: ApiKind, error: ApiError): NoReply {
    return refused(this.#calls.refuse(arrival, api, error, 'bad_request'), arrival);
  }

  async #cancelled(
    { settlement }: Extract<RunResult, { kind: 'cancelled' }>,
    { api, signal }: LocalCall,
    arrival: Arrival,
  ): Promise<NoReply> {
    await settlement.abandoned();
    signal?.throwIfAborted();
    const error: ApiError = { code: 'draining', message: 'the request was called off; send it again' };
    return this.#refuse(arrival, api, error);
  }

  /** Keeps a promise that nobody may be waiting for: its failure is told, and `close` waits for it. */
  #watch<T>(promise: Promise<T>): Promise<T> {
    promise.catch(this.#onBug);
    return this.#tracked(promise);
  }

  #tracked<T>(promise: Promise<T>): Promise<T> {
    const done = promise.then(
      () => undefined,
      () => undefined,
    );
    this.#underWay.add(done);
    void done.then(() => this.#underWay.delete(done));
    return promise;
  }
}

function refused(result: Refused, { id }: Arrival): NoReply {
  return { kind: 'none', ready: result.ready, meta: null, error: errorOf(result, result.ready, id) };
}
