import { countsForBreaker } from '@understudy/contract';
import type { Outcome, RequestRecord } from './events.ts';
import type { Answer, AnswerSink, AnswerStream, StreamEnd, Usage } from './outcome.ts';
import type { PendingAttempt } from './pendingAttempt.ts';
import type { UsageEstimator } from './ports.ts';
import type { Settlement } from './runResult.ts';
import { CLIENT_CLOSED } from './settlement.ts';

const NOT_STREAMED: StreamEnd = { kind: 'cancelled', usage: null, outputText: '' };

/** Delivers an answer to the client and ends the books of its attempt and its request. */
export class Delivery implements Settlement {
  readonly #pending: PendingAttempt;
  readonly #answer: Answer;
  readonly #estimator: UsageEstimator;
  #pumping: Promise<StreamEnd> | null = null;
  /** Null until a stream ended; a whole body ended before it is delivered. */
  #end: StreamEnd | null = null;
  #closing: Promise<RequestRecord> | null = null;

  constructor(pending: PendingAttempt, answer: Answer, estimator: UsageEstimator) {
    this.#pending = pending;
    this.#answer = answer;
    this.#estimator = estimator;
    const { body, usage, said } = answer;
    if (body.kind !== 'full') return;
    this.#book({ kind: 'complete', usage, outputText: '', ...(said === undefined ? {} : { said }) });
  }

  pump(sink: AnswerSink): Promise<StreamEnd> {
    const { body } = this.#answer;
    if (body.kind !== 'stream') throw new Error('a whole body is not pumped');
    this.#pumping = this.#stream(body, sink);
    return this.#pumping;
  }

  delivered(status: number): Promise<RequestRecord> {
    this.#closing ??= this.#close(status, false);
    return this.#closing;
  }

  abandoned(): Promise<RequestRecord> {
    this.#closing ??= this.#abandon();
    return this.#closing;
  }

  async #stream(body: AnswerStream, sink: AnswerSink): Promise<StreamEnd> {
    const { clock, request, endsAt } = this.#pending.context;
    const timer = clock.setTimer(() => request.cancel.cancel('deadline'), Math.max(0, endsAt - clock.now()));
    try {
      return this.#book(this.#deadlinePassed(await body.pump(sink)));
    } catch (bug) {
      this.#pending.cancelled('internal error', this.#answer.status);
      this.#pending.context.ledger.closeBroken(this.#answer.status);
      throw bug;
    } finally {
      clock.clearTimer(timer);
    }
  }

  /** A stream that our own whole-request deadline cut is broken, not cancelled. */
  #deadlinePassed(end: StreamEnd): StreamEnd {
    if (end.kind !== 'cancelled' || this.#pending.context.request.cancel.reason !== 'deadline') return end;
    const message = 'the deadline of the whole request passed';
    return { kind: 'interrupted', trigger: 'timeout', message, usage: end.usage, outputText: end.outputText };
  }

  /** Books how the attempt ended. Its commit counted for the breaker; a break that is the provider's takes that back. */
  #book(end: StreamEnd): StreamEnd {
    this.#end = end;
    const pending = this.#pending;
    const { breaker, clock, request } = pending.context;
    const { status } = this.#answer;
    if (end.kind === 'complete') {
      pending.succeeded(status, end.usage, end.said ?? null);
    } else if (end.kind === 'cancelled') {
      pending.cancelled('the answer was not wanted any more', status, end.usage);
    } else {
      const { trigger, message, usage } = end;
      if (request.cancel.reason === null && countsForBreaker(trigger)) breaker.revoke(pending.permit, clock.now());
      pending.interrupted(trigger, { status, message, usage, ownTimer: request.cancel.reason === 'deadline' });
    }
    return end;
  }

  async #abandon(): Promise<RequestRecord> {
    if (this.#pumping === null) return this.#close(CLIENT_CLOSED, true);
    this.#pending.context.request.cancel.cancel('client');
    // Whoever pumps hears of a bug in it; here it only matters that it is over.
    await this.#pumping.catch(() => undefined);
    return this.#close(this.#answer.status, true);
  }

  async #close(status: number, clientLeft: boolean): Promise<RequestRecord> {
    const { clock, ledger, request, step, position } = this.#pending.context;
    const endedAt = clock.now();
    const end = this.#end ?? this.#giveUp();
    const outcome = outcomeOf(end, clientLeft);
    const usage = end.usage ?? (await this.#estimate(end.outputText));
    return ledger.close({
      outcome,
      status,
      served: { step, position, usage },
      exhausted: false,
      disconnect: outcome === 'cancelled' && request.cancel.reason !== 'shutdown' ? 'streaming' : null,
      error: end.kind === 'interrupted' ? end.message : '',
      endedAt,
    });
  }

  /** The client left before its stream began. */
  #giveUp(): StreamEnd {
    if (this.#answer.body.kind === 'stream') this.#answer.body.discard();
    return this.#book(NOT_STREAMED);
  }

  #estimate(streamedText: string): Promise<Usage> {
    const { request, step } = this.#pending.context;
    const text = this.#answer.body.kind === 'full' ? this.#answer.outputText() : streamedText;
    return this.#estimator.estimate(request.traits(), text, step);
  }
}

/** A stream that broke is an error, also where the client left after it. */
function outcomeOf(end: StreamEnd, clientLeft: boolean): Outcome {
  if (end.kind === 'interrupted') return 'error';
  return clientLeft || end.kind === 'cancelled' ? 'cancelled' : 'success';
}
