import type { IncomingHttpHeaders } from 'node:http';
import type { Trigger } from '@understudy/contract';
import { answerHeaders, type StreamApi } from '../dialects/index.ts';
import type { Answer, AnswerStream, CallOutcome, StreamEnd } from '../engine/index.ts';
import type { NetworkFault } from '../upstream/index.ts';
import type { AttemptTimer, AttemptTimers } from './attemptTimers.ts';
import { failure, networkFailure, timerMessage } from './failures.ts';
import type { NativeCallParts } from './nativeCallParts.ts';
import { inBandFailure } from './saidFailure.ts';
import { StreamGate } from './streamGate.ts';
import { StreamOutlet, type OutletSource } from './streamOutlet.ts';
import { unusable } from './wholeAnswer.ts';

/** The call that a stream belongs to. */
export interface NativeStreamOwner {
  readonly parts: NativeCallParts;
  readonly timers: AttemptTimers;
  settle(outcome: CallOutcome): void;
  over(): void;
  abort(): void;
  pause(): void;
  resume(): void;
}

/** How a stream began. */
export interface NativeStreamHead {
  readonly api: StreamApi;
  readonly dropsUsage: boolean;
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
}

const CUT = 'the provider ended its stream before it was complete';
const BAD = 'the provider sent a stream event that cannot be read';
/** The responses API begins its streams with the request's own instructions and tools, several times over. */
const ECHOES = 4;
const OVERLONG = 'the provider sent too much before its first content';

/** A stream on its way: held back until it commits, then handed on and watched to its end. */
export class NativeStream implements OutletSource {
  readonly #owner: NativeStreamOwner;
  readonly #head: NativeStreamHead;
  readonly #gate: StreamGate;
  #held: Buffer[] = [];
  #heldBytes = 0;
  #outlet: StreamOutlet | null = null;
  #isOver = false;

  constructor(owner: NativeStreamOwner, head: NativeStreamHead) {
    this.#owner = owner;
    this.#head = head;
    this.#gate = new StreamGate(head.api, head.dropsUsage);
  }

  get isCommitted(): boolean {
    return this.#outlet !== null;
  }

  push(chunk: Buffer): void {
    if (this.#isOver) return;
    this.#handOn(this.#gate.push(chunk));
    if (this.#gate.problem === 'bad') this.#broken();
    else if (this.#outlet === null) this.#checkHead();
    else this.#checkEvent();
  }

  /** @param fault null where the provider ended its answer in order */
  finish(fault: NetworkFault | null): void {
    if (this.#isOver) return;
    this.#handOn(this.#gate.finish());
    if (this.#outlet === null) this.#finishUncommitted(fault);
    else this.#endCommitted({ trigger: 'connection', message: fault?.message ?? CUT });
  }

  /** A timer ended a committed stream. */
  silent(timer: AttemptTimer): void {
    this.#endCommitted({ trigger: 'timeout', message: timerMessage(timer) });
  }

  calledOff(): void {
    const { usage, outputText } = this.#gate.reader;
    this.#end({ kind: 'cancelled', usage, outputText });
  }

  hold(): void {
    this.#owner.pause();
  }

  release(): void {
    this.#owner.resume();
  }

  giveUp(): void {
    this.#owner.abort();
    this.calledOff();
  }

  #handOn(bytes: Buffer | null): void {
    if (this.#outlet !== null) {
      this.#owner.timers.chunk();
      if (bytes !== null) this.#outlet.write(bytes);
      return;
    }
    if (bytes !== null) {
      this.#held.push(bytes);
      this.#heldBytes += bytes.length;
    }
    if (this.#gate.committed) this.#commit();
  }

  #commit(): void {
    const { timers, parts } = this.#owner;
    const outlet = new StreamOutlet(this, this.#held);
    this.#outlet = outlet;
    this.#held = [];
    timers.firstContent();
    const answer = streamAnswer(this.#head, outlet);
    this.#owner.settle({ kind: 'answer', answer, firstContentAt: parts.clock.now() });
  }

  #checkHead(): void {
    if (this.#gate.problem === 'error') this.#fail(this.#reported());
    else if (this.#heldBytes + this.#gate.heldBytes > this.#headLimit) {
      this.#fail(failure('invalid_response', OVERLONG));
    }
  }

  get #headLimit(): number {
    const { call, limits } = this.#owner.parts;
    return limits.maxHeadBytes + ECHOES * call.request.raw.length;
  }

  #checkEvent(): void {
    if (this.#gate.heldBytes > this.#owner.parts.limits.maxAnswerBytes) this.#broken();
  }

  #broken(): void {
    if (this.#outlet === null) {
      this.#fail(failure('invalid_response', BAD, { usage: this.#gate.reader.usage }));
      return;
    }
    this.#owner.abort();
    const { usage, outputText } = this.#gate.reader;
    this.#end({ kind: 'interrupted', trigger: 'invalid_response', message: BAD, usage, outputText });
  }

  #fail(outcome: CallOutcome): void {
    this.#isOver = true;
    this.#owner.abort();
    this.#owner.settle(outcome);
  }

  #finishUncommitted(fault: NetworkFault | null): void {
    const { reader, problem } = this.#gate;
    const ending = reader.ending();
    if (problem === 'error') this.#fail(this.#reported());
    else if (ending === 'whole') {
      this.#commit();
      this.#endCommitted({ trigger: 'connection', message: CUT });
    } else if (fault !== null && (ending === 'cut' || ending === 'empty')) this.#fail(networkFailure(fault));
    else if (ending === 'cut') this.#fail(failure('connection', CUT, { usage: reader.usage }));
    else this.#fail(unusable(ending, reader.usage));
  }

  /** The end of a committed stream: whole where it had finished, whatever ended it. */
  #endCommitted({ trigger, message }: { trigger: Trigger; message: string }): void {
    const { reader, problem } = this.#gate;
    const { usage, outputText } = reader;
    if (problem === 'error') {
      const { trigger: meant, message: said } = reported(this.#reported());
      this.#end({ kind: 'interrupted', trigger: meant, message: said, usage, outputText, reported: true });
    } else if (reader.ending() === 'whole') {
      this.#end({ kind: 'complete', usage, outputText, said: reader });
    } else {
      this.#end({ kind: 'interrupted', trigger, message, usage, outputText });
    }
  }

  #end(end: StreamEnd): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#owner.over();
    this.#outlet?.end(end);
  }

  #reported(): Exclude<CallOutcome, { kind: 'answer' | 'cancelled' }> {
    const { account, clock } = this.#owner.parts;
    const { api, headers } = this.#head;
    return inBandFailure(this.#gate.reader.error ?? {}, headers, { api, account, wallMs: clock.wall() });
  }
}

/** What broke a committed stream, by the provider's own report; what it blames on the client came too late to be that. */
function reported(outcome: Exclude<CallOutcome, { kind: 'answer' | 'cancelled' }>): {
  trigger: Trigger;
  message: string;
} {
  const trigger = outcome.kind === 'failure' ? outcome.trigger : 'server_error';
  return { trigger, message: outcome.message };
}

function streamAnswer({ status, headers }: NativeStreamHead, body: AnswerStream): Answer {
  return { status, headers: answerHeaders(headers), body, usage: null, outputText: () => '' };
}
