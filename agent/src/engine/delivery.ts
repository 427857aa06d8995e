import { countsForBreaker } from '@understudy/contract';
import type { StepEnd } from './attemptStep.ts';
import type { AttemptResult, RequestRecord } from './events.ts';
import type { Ledger } from './ledger.ts';
import type { AnswerSink, StreamEnd, Usage } from './outcome.ts';
import type { EngineRequest } from './request.ts';
import type { RunPorts } from './run.ts';
import type { Settlement } from './runResult.ts';
import type { Step } from './step.ts';

/** nginx's status for a client that closed the connection; never sent, only counted and logged. */
const CLIENT_CLOSED = 499;

interface Ended {
  readonly result: AttemptResult;
  readonly usage: Usage | null;
  readonly outputText: string;
  readonly message: string;
}

/** Delivers an answer to the client and ends the books of its attempt and its request. */
export class Delivery implements Settlement {
  readonly #ports: RunPorts;
  readonly #request: EngineRequest;
  readonly #ledger: Ledger;
  readonly #step: Step;
  readonly #answer: Extract<StepEnd, { kind: 'answer' }>;
  readonly #endsAt: number;
  readonly #position: number;
  /** Null until a stream ended; a whole body ended before it is delivered. */
  #ended: Ended | null = null;
  #closing: Promise<RequestRecord> | null = null;

  constructor(
    ports: RunPorts,
    request: EngineRequest,
    ledger: Ledger,
    step: Step,
    answer: Extract<StepEnd, { kind: 'answer' }>,
    endsAt: number,
    position: number,
  ) {
    this.#ports = ports;
    this.#request = request;
    this.#ledger = ledger;
    this.#step = step;
    this.#answer = answer;
    this.#endsAt = endsAt;
    this.#position = position;
    const { body, usage } = answer.answer;
    if (body.kind === 'full') {
      answer.pending.ended('success', { usage, interrupted: false, message: '' });
      this.#ended = { result: 'success', usage, outputText: '', message: '' };
    }
  }

  async pump(sink: AnswerSink): Promise<StreamEnd> {
    const { body } = this.#answer.answer;
    if (body.kind !== 'stream') throw new Error('a whole body is not pumped');
    const { clock } = this.#ports;
    const timer = clock.setTimer(() => this.#request.cancel.cancel('deadline'), Math.max(0, this.#endsAt - clock.now()));
    const end = await body.pump(sink).finally(() => clock.clearTimer(timer));
    return this.#streamEnded(this.#deadlinePassed(end));
  }

  delivered(status: number): Promise<RequestRecord> {
    return this.#close(status, false);
  }

  abandoned(): Promise<RequestRecord> {
    if (this.#answer.answer.body.kind === 'stream') this.#answer.answer.body.discard();
    return this.#close(CLIENT_CLOSED, true);
  }

  /** A stream that our own whole-request deadline cut is broken, not cancelled. */
  #deadlinePassed(end: StreamEnd): StreamEnd {
    if (end.kind !== 'cancelled' || this.#request.cancel.reason !== 'deadline') return end;
    const message = 'the deadline of the whole request passed';
    return { kind: 'interrupted', trigger: 'timeout', message, usage: end.usage, outputText: end.outputText };
  }

  #streamEnded(end: StreamEnd): StreamEnd {
    const { breakers, clock } = this.#ports;
    const interrupted = end.kind === 'interrupted';
    if (interrupted && this.#request.cancel.reason === null && countsForBreaker(end.trigger)) {
      const breaker = breakers.of(this.#step);
      const permit = breaker.acquire(clock.now());
      // The call's own permit was settled when it committed; the break is one more failed attempt of this target.
      if (permit !== null) breaker.failure(permit, clock.now(), null);
    }
    const result: AttemptResult = interrupted ? end.trigger : end.kind === 'complete' ? 'success' : 'cancelled';
    const message = interrupted ? end.message : '';
    this.#answer.pending.ended(result, { usage: end.usage, interrupted, message });
    this.#ended = { result, usage: end.usage, outputText: end.outputText, message };
    return end;
  }

  #close(status: number, clientLeft: boolean): Promise<RequestRecord> {
    this.#closing ??= this.#settle(status, clientLeft);
    return this.#closing;
  }

  async #settle(status: number, clientLeft: boolean): Promise<RequestRecord> {
    const ended = this.#ended ?? { result: 'cancelled', usage: null, outputText: '', message: '' };
    const cancelled = clientLeft || ended.result === 'cancelled';
    const usage = ended.usage ?? (await this.#estimate(ended.outputText));
    const outcome = cancelled ? 'cancelled' : ended.result === 'success' ? 'success' : 'error';
    return this.#ledger.close({
      outcome,
      status: cancelled ? CLIENT_CLOSED : status,
      served: { step: this.#step, position: this.#position, usage },
      exhausted: false,
      disconnect: cancelled ? 'streaming' : null,
      error: ended.message,
    });
  }

  #estimate(streamedText: string): Promise<Usage> {
    const { answer } = this.#answer;
    const text = answer.body.kind === 'full' ? answer.outputText() : streamedText;
    return this.#ports.estimator.estimate(this.#request.traits(), text, this.#step);
  }
}
