import type { IncomingHttpHeaders } from 'node:http';
import { spliceRequest, type StreamApi } from '../dialects/index.ts';
import type { Call, CallOutcome } from '../engine/index.ts';
import { Exchange, networkFault, type ExchangeListener, type NetworkFault } from '../upstream/index.ts';
import { AttemptTimers, type AttemptTimer, type AttemptTimersOwner } from './attemptTimers.ts';
import { cancelled, failure, networkFailure, timerFailure } from './failures.ts';
import type { NativeCallParts } from './nativeCallParts.ts';
import { NativeStream, type NativeStreamOwner } from './nativeStream.ts';
import { saidFailure } from './saidFailure.ts';
import { judgeWhole } from './wholeAnswer.ts';

/** A body of one of these kinds is no stream, whatever was asked for. */
const NO_STREAM = /json|html/;

/** One call of an API that the provider speaks itself: a single object from the request to the last byte. */
export class NativeCall implements ExchangeListener, AttemptTimersOwner, NativeStreamOwner {
  readonly parts: NativeCallParts;
  readonly timers: AttemptTimers;
  #exchange: Exchange = new Exchange(this);
  #settle: ((outcome: CallOutcome) => void) | null = null;
  #asksForUsage = false;
  #status = 0;
  #headers: IncomingHttpHeaders = {};
  #chunks: Buffer[] = [];
  #bytes = 0;
  #firstContentAt = 0;
  #stream: NativeStream | null = null;
  #stopListening: (() => void) | null = null;

  constructor(parts: NativeCallParts) {
    this.parts = parts;
    this.timers = new AttemptTimers(parts.clock, parts.call.deadlines, parts.call.request.stream, this);
  }

  /** Makes the call. To be called once. */
  run(): Promise<CallOutcome> {
    const { call, route } = this.parts;
    if (call.cancel.reason !== null) return Promise.resolve(cancelled(false));
    return new Promise((resolve) => {
      this.#settle = resolve;
      this.#asksForUsage = route.asksForUsage(call.request);
      this.timers.start();
      this.#stopListening = call.cancel.onCancel(() => this.#calledOff());
      this.#send();
    });
  }

  connected(): void {
    this.timers.connected();
  }

  head(status: number, headers: IncomingHttpHeaders): void {
    this.#status = status;
    this.#headers = headers;
    const { request } = this.parts.call;
    if (!request.stream || status >= 300 || NO_STREAM.test(headers['content-type'] ?? '')) return;
    this.#stream = new NativeStream(this, {
      api: request.api as StreamApi,
      dropsUsage: this.#asksForUsage && !asksItself(this.parts.call),
      status,
      headers,
    });
  }

  data(chunk: Buffer): void {
    if (this.#stream !== null) {
      this.#stream.push(chunk);
      return;
    }
    if (this.#bytes === 0) this.#firstContentAt = this.parts.clock.now();
    this.#bytes += chunk.length;
    this.#chunks.push(chunk);
    if (this.#bytes <= this.parts.limits.maxAnswerBytes) return;
    this.abort();
    this.settle(networkFailure(networkFault('too_large', true)));
  }

  end(): void {
    if (this.#stream !== null) this.#stream.finish(null);
    else this.#judge();
  }

  fault(fault: NetworkFault): void {
    if (this.#stream !== null) this.#stream.finish(fault);
    else this.settle(networkFailure(fault));
  }

  timerExpired(timer: AttemptTimer): void {
    this.abort();
    if (this.#stream?.isCommitted === true) this.#stream.silent(timer);
    else this.settle(timerFailure(timer, this.#exchange.sent));
  }

  /** Ends the upstream call, in any phase. */
  abort(): void {
    this.#exchange.abort();
  }

  pause(): void {
    this.#exchange.pause();
    this.timers.pause();
  }

  resume(): void {
    this.timers.resume();
    this.#exchange.resume();
  }

  /** The outcome is known. Timers and cancel stay for what a stream still has to bring. */
  settle(outcome: CallOutcome): void {
    if (outcome.kind !== 'answer' || outcome.answer.body.kind === 'full') this.over();
    this.#settle?.(outcome);
    this.#settle = null;
  }

  /** Nothing is awaited any more. */
  over(): void {
    this.timers.stop();
    this.#stopListening?.();
  }

  #send(): void {
    const { call, route, path, pool } = this.parts;
    const { request, step } = call;
    const body = spliceRequest(request.raw, { model: step.upstreamModel, includeUsage: this.#asksForUsage });
    this.#exchange.send(pool, { method: 'POST', path, headers: route.headers(request), body });
  }

  #calledOff(): void {
    this.abort();
    if (this.#stream?.isCommitted === true) this.#stream.calledOff();
    else this.settle(cancelled(this.#exchange.sent));
  }

  #judge(): void {
    const { call, account, clock } = this.parts;
    const body = this.#chunks.length === 1 ? (this.#chunks[0] ?? Buffer.alloc(0)) : Buffer.concat(this.#chunks);
    const said = { status: this.#status, headers: this.#headers, body };
    if (this.#status >= 400) {
      if (this.#refusedUsage(body)) this.#sendWithoutUsage();
      else this.settle(saidFailure(said, account, clock.wall()));
    } else if (this.#status >= 300) {
      this.settle(
        failure('invalid_response', `the provider answered with a redirect (${this.#status})`, { replay: 'refused' }),
      );
    } else {
      const { api, stream } = call.request;
      const judged = judgeWhole(said, { api, account, stream, wallMs: clock.wall() });
      this.settle('kind' in judged ? judged : { kind: 'answer', answer: judged, firstContentAt: this.#firstContentAt });
    }
  }

  /** Some compatible servers know no `stream_options`, which the agent put in. */
  #refusedUsage(body: Buffer): boolean {
    if (!this.#asksForUsage || asksItself(this.parts.call) || (this.#status !== 400 && this.#status !== 422)) {
      return false;
    }
    return body.includes('stream_options') || body.includes('include_usage');
  }

  #sendWithoutUsage(): void {
    this.parts.route.noteUsageRefused();
    this.#asksForUsage = false;
    this.#chunks = [];
    this.#bytes = 0;
    this.#exchange = new Exchange(this);
    this.#send();
  }
}

/** Whether the client itself asked for a stream's usage. */
function asksItself({ request }: Call): boolean {
  const options = request.json.stream_options;
  return typeof options === 'object' && options !== null && !Array.isArray(options) && options.include_usage === true;
}
