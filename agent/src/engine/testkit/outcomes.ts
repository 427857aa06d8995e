import type { Trigger } from '@understudy/contract';
import type { Answer, AnswerSink, CallFailure, CallOutcome, ClientError, StreamEnd, Usage } from '../outcome.ts';
import type { Call } from '../ports.ts';
import type { FakeClock } from './fakeClock.ts';

/** What a scripted call comes to; a function may take its time. */
export type Scripted = CallOutcome | ((call: Call) => CallOutcome | Promise<CallOutcome>);

/** Usage as a provider reports it. */
export function usage(over: Partial<Usage> = {}): Usage {
  return { input: 10, output: 5, cacheRead: 0, cacheWrite: 0, reasoning: 0, estimated: false, ...over };
}

/** A whole answer with status 200. */
export function whole(text = 'hello', reported: Usage | null = usage()): CallOutcome {
  const answer: Answer = {
    status: 200,
    headers: { 'content-type': 'application/json' },
    body: { kind: 'full', bytes: Buffer.from(text) },
    usage: reported,
    outputText: () => text,
  };
  return { kind: 'answer', answer, firstContentAt: 0 };
}

const STATUS: Partial<Record<Trigger, number>> = {
  rate_limit: 429,
  quota: 402,
  timeout: 503,
  server_error: 500,
  invalid_response: 200,
  empty_response: 200,
  context_window: 400,
  content_policy: 400,
  auth: 401,
  model_not_found: 404,
};

/** A failed call that the provider reported, as far as such a trigger has a status. */
export function failure(trigger: Trigger, over: Partial<CallFailure> = {}): CallFailure {
  const status = STATUS[trigger];
  return {
    kind: 'failure',
    trigger,
    said:
      status === undefined ? null : { status, contentType: 'application/json', body: Buffer.from(`{"${trigger}":1}`) },
    retryAfterMs: null,
    ownTimer: false,
    replay: 'refused',
    message: `the provider said ${trigger}`,
    usage: null,
    ...over,
  };
}

/** A call that our own timer ended. */
export function ownTimeout(): CallFailure {
  return failure('timeout', { said: null, ownTimer: true, replay: 'uncertain', message: 'no answer in time' });
}

/** A 4xx that is the client's own. */
export function clientError(status = 400): ClientError {
  return {
    kind: 'client_error',
    status,
    headers: {},
    body: Buffer.from('{"bad":1}'),
    message: 'the request is invalid',
  };
}

/** A call that comes to `outcome` after `ms`, unless it is called off or our own attempt timer ends it before. */
export function after(clock: FakeClock, ms: number, outcome: CallOutcome): Scripted {
  return ({ cancel, deadlines }) =>
    new Promise((resolve) => {
      const end = (what: CallOutcome): void => {
        clock.clearTimer(timer);
        stop();
        resolve(what);
      };
      const timely = ms < deadlines.attemptMs;
      const timer = clock.setTimer(() => end(timely ? outcome : ownTimeout()), timely ? ms : deadlines.attemptMs);
      const stop = cancel.onCancel(() => end({ kind: 'cancelled', sent: true }));
    });
}

/** A provider that never answers: our own attempt timer ends the call. */
export function silence(clock: FakeClock): Scripted {
  return after(clock, Number.POSITIVE_INFINITY, whole());
}

/** A stream that committed, and what its reader saw of it. */
export interface ScriptedStream {
  readonly outcome: CallOutcome;
  readonly seen: { pumped: number; discarded: number };
}

/**
 * A committed stream that hands `text` over and ends as `end` after `ms`, or as cancelled where it is called off first.
 * @param ms how long the stream takes after its commit
 */
export function stream(
  clock: FakeClock,
  call: Pick<Call, 'cancel'>,
  end: StreamEnd,
  ms = 0,
  text = 'hello',
): ScriptedStream {
  const seen = { pumped: 0, discarded: 0 };
  const discard = (): void => {
    seen.discarded++;
  };
  const pump = (sink: AnswerSink): Promise<StreamEnd> => {
    seen.pumped++;
    sink.write(Buffer.from(text));
    return new Promise((resolve) => {
      const timer = clock.setTimer(() => resolve(end), ms);
      call.cancel.onCancel(() => {
        clock.clearTimer(timer);
        resolve({ kind: 'cancelled', usage: null, outputText: text });
      });
    });
  };
  const answer: Answer = {
    status: 200,
    headers: { 'content-type': 'text/event-stream' },
    body: { kind: 'stream', pump, discard },
    usage: null,
    outputText: () => '',
  };
  return { outcome: { kind: 'answer', answer, firstContentAt: clock.now() }, seen };
}

/** A stream as a script's entry. */
export function streams(clock: FakeClock, end: StreamEnd, ms = 0): Scripted {
  return (call) => stream(clock, call, end, ms).outcome;
}

export const completeEnd: StreamEnd = { kind: 'complete', usage: usage(), outputText: 'hello' };

/** How a stream that the provider cut ends. */
export function cutEnd(trigger: Trigger = 'connection'): StreamEnd {
  return { kind: 'interrupted', trigger, message: 'the stream was cut', usage: null, outputText: 'hel' };
}
