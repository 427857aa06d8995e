import {
  backoffMs,
  countsForBreaker,
  isRetryable,
  type Deadlines,
  type EffectivePolicy,
  type Trigger,
} from '@understudy/contract';
import type { BreakerFailure } from './breaker.ts';
import type { Answer, CallFailure, CallOutcome, ClientError } from './outcome.ts';
import { PendingAttempt, type RetryOf } from './pendingAttempt.ts';
import type { StepContext } from './stepContext.ts';
import { waitForRetry } from './wait.ts';

/** What one step came to after its retries. */
export type StepEnd =
  | { readonly kind: 'answer'; readonly answer: Answer; readonly pending: PendingAttempt }
  | { readonly kind: 'client_error'; readonly error: ClientError }
  | { readonly kind: 'failed'; readonly failure: CallFailure }
  | { readonly kind: 'cancelled' }
  /** The breaker lets no call through: clock ms until which it is open, 0 = all its probes are in flight. */
  | { readonly kind: 'refused'; readonly openUntil: number }
  /** The whole-request deadline passed before the step was called. */
  | { readonly kind: 'out_of_time' };

/** Cuts a step's deadlines to what is left of the whole request. The common case allocates nothing. */
function cutDeadlines(deadlines: Deadlines, leftMs: number): Deadlines {
  if (leftMs >= deadlines.attemptMs && leftMs >= deadlines.firstTokenMs && leftMs >= deadlines.connectMs) {
    return deadlines;
  }
  return {
    connectMs: Math.min(deadlines.connectMs, leftMs),
    firstTokenMs: Math.min(deadlines.firstTokenMs, leftMs),
    idleMs: deadlines.idleMs,
    attemptMs: Math.min(deadlines.attemptMs, leftMs),
    totalMs: leftMs,
  };
}

/** Milliseconds to wait before retry `retry`, or null where the rules say to move on at once. */
export function retryWaitMs(
  failure: CallFailure,
  retry: number,
  policy: EffectivePolicy,
  leftMs: number,
  random: () => number,
): number | null {
  const rule = policy.triggers[failure.trigger];
  if (!rule.enabled || !isRetryable(failure.trigger) || failure.ownTimer || retry > rule.retries) return null;
  const asked = failure.retryAfterMs ?? 0;
  if (asked > policy.maxRetryAfterMs) return null;
  const backoff = backoffMs(rule, retry);
  const wait = Math.max(policy.jitter ? Math.round(random() * backoff) : backoff, asked);
  return wait < leftMs ? wait : null;
}

/** Calls one step until it answers, fails for good, or may not be called again. */
export async function attemptStep(context: StepContext): Promise<StepEnd> {
  const { breaker, clock, request, endsAt } = context;
  let failed: StepEnd | null = null;
  let retryOf: RetryOf | null = null;
  for (let retry = 1; ; retry++) {
    if (request.cancel.reason !== null) return { kind: 'cancelled' };
    const now = clock.now();
    if (now >= endsAt) return failed ?? { kind: 'out_of_time' };
    const permit = breaker.acquire(now);
    if (permit === null) return failed ?? { kind: 'refused', openUntil: breaker.openUntil(now) };
    const end = await callOnce(context, new PendingAttempt(context, permit, retryOf));
    if (end.kind !== 'failed') return end;
    failed = end;
    const waitMs = retryWaitMs(end.failure, retry, context.policy, endsAt - clock.now(), context.random);
    if (waitMs === null || breaker.state(clock.now()) === 'open') return end;
    const { trigger } = end.failure;
    retryOf = { trigger, waitedMs: await backOff(context, trigger, waitMs, retry) };
  }
}

async function callOnce(context: StepContext, pending: PendingAttempt): Promise<StepEnd> {
  const { request, step, caller, endsAt } = context;
  const deadlines = cutDeadlines(step.deadlines, endsAt - pending.startedAt);
  try {
    const outcome = await caller.call({ request, step, deadlines, cancel: request.cancel });
    return settle(outcome, pending, context);
  } catch (bug) {
    // A probe slot that is never given back would keep its breaker half-open for good.
    context.breaker.release(pending.permit);
    pending.cancelled('internal error');
    throw bug;
  }
}

async function backOff(context: StepContext, reason: Trigger, ms: number, retry: number): Promise<number> {
  const { clock, request, step, position } = context;
  context.emit({ type: 'wait', requestId: request.id, model: request.model, step, position, reason, ms, retry });
  const since = clock.now();
  await waitForRetry(ms, clock, request.cancel, context.breaker);
  const waitedMs = clock.now() - since;
  context.ledger.backoffMs += waitedMs;
  return waitedMs;
}

function breakerFailure({ trigger, retryAfterMs }: CallFailure): BreakerFailure {
  return { retryAfterMs, cause: trigger === 'auth' ? 'account' : 'calls' };
}

/** Books an outcome with the breaker and the ledger. An answer is booked later, when it was delivered. */
function settle(outcome: CallOutcome, pending: PendingAttempt, context: StepContext): StepEnd {
  const { breaker, clock } = context;
  switch (outcome.kind) {
    case 'answer':
      // A committed answer proves the provider; a half-open probe need not wait for the end of a long stream.
      breaker.success(pending.permit, clock.now());
      context.ledger.firstContentAt = outcome.firstContentAt;
      context.ledger.answeringSince = pending.startedAt;
      return { kind: 'answer', answer: outcome.answer, pending };
    case 'client_error':
      breaker.success(pending.permit, clock.now());
      pending.refusedByProvider(outcome);
      return { kind: 'client_error', error: outcome };
    case 'cancelled':
      breaker.release(pending.permit);
      pending.cancelled(
        context.request.cancel.reason === 'shutdown' ? 'the agent is shutting down' : 'the client left',
      );
      return { kind: 'cancelled' };
    case 'failure':
      if (countsForBreaker(outcome.trigger)) breaker.failure(pending.permit, clock.now(), breakerFailure(outcome));
      else breaker.release(pending.permit);
      pending.failed(outcome);
      return context.request.cancel.reason === null ? { kind: 'failed', failure: outcome } : { kind: 'cancelled' };
  }
}
