import type { Trigger } from '@understudy/contract';
import type { CallFailure, CallOutcome, ReplaySafety, Usage } from '../engine/index.ts';
import type { NetworkFault } from '../upstream/index.ts';
import type { AttemptTimer } from './attemptTimers.ts';

/** A failure of which the provider said nothing itself. */
export function failure(
  trigger: Trigger,
  message: string,
  {
    replay = 'uncertain',
    usage = null,
    ownTimer = false,
  }: { replay?: ReplaySafety; usage?: Usage | null; ownTimer?: boolean } = {},
): CallFailure {
  return { kind: 'failure', trigger, said: null, retryAfterMs: null, ownTimer, replay, message, usage };
}

/** Whether a call that nothing was heard of may be made again without doing it twice. */
function replayOf(sent: boolean): ReplaySafety {
  return sent ? 'uncertain' : 'not_sent';
}

/** The network failed before an answer was complete. */
export function networkFailure({ kind, message, sent }: NetworkFault): CallFailure {
  if (kind === 'decode' || kind === 'too_large') return failure('invalid_response', message);
  // The handshake's limit is ours, too: silence, which is not repeated at the same step.
  if (kind === 'connect_timeout') return failure('timeout', message, { replay: replayOf(sent), ownTimer: true });
  return failure('connection', message, { replay: replayOf(sent) });
}

const TIMER_MESSAGE: Readonly<Record<AttemptTimer, string>> = {
  connect: 'no connection to the provider within the connect deadline',
  firstToken: 'no content from the provider within the first-token deadline',
  idle: 'the provider fell silent in the middle of its stream',
  attempt: 'no complete answer from the provider within the attempt deadline',
};

/** What a timer of ours that ran out is called. */
export function timerMessage(timer: AttemptTimer): string {
  return TIMER_MESSAGE[timer];
}

/** One of our own timers ended the call. */
export function timerFailure(timer: AttemptTimer, sent: boolean): CallFailure {
  return failure('timeout', TIMER_MESSAGE[timer], { replay: replayOf(sent), ownTimer: true });
}

/** The call was called off. */
export function cancelled(sent: boolean): Extract<CallOutcome, { kind: 'cancelled' }> {
  return { kind: 'cancelled', sent };
}
