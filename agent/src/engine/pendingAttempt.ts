import type { Trigger } from '@understudy/contract';
import type { Permit } from './breaker.ts';
import type { AttemptRecord, AttemptResult } from './events.ts';
import type { CallFailure, ClientError, Usage } from './outcome.ts';
import type { StepContext } from './attemptStep.ts';

/** The retry that an attempt is: after which failure, and how long was waited. */
export interface RetryOf {
  readonly trigger: Trigger;
  readonly waitedMs: number;
}

/** An attempt under way. It is recorded once: when it failed, or when the last byte of its answer is known. */
export class PendingAttempt {
  readonly startedAt: number;
  readonly permit: Permit;
  readonly #context: StepContext;
  readonly #retryOf: RetryOf | null;
  readonly #number: number;

  constructor(context: StepContext, permit: Permit, retryOf: RetryOf | null) {
    const { request, step, position, ledger, clock } = context;
    this.#context = context;
    this.permit = permit;
    this.#retryOf = retryOf;
    this.#number = ledger.calls + 1;
    this.startedAt = clock.now();
    ledger.calls = this.#number;
    context.emit({
      type: 'attempt-started',
      requestId: request.id,
      model: request.model,
      number: this.#number,
      step,
      position,
    });
  }

  /** Records an attempt that answered, was cancelled, or broke while its answer was being delivered. */
  ended(result: AttemptResult, details: { usage: Usage | null; interrupted: boolean; message: string }): AttemptRecord {
    return this.#record(result, null, details);
  }

  failed(failure: CallFailure): void {
    const { usage, message } = failure;
    this.#record(failure.trigger, failure, { usage, interrupted: false, message });
  }

  refusedByProvider(error: ClientError): void {
    this.#record('client_error', error, { usage: null, interrupted: false, message: error.message });
  }

  #record(
    result: AttemptResult,
    outcome: CallFailure | ClientError | null,
    details: { usage: Usage | null; interrupted: boolean; message: string },
  ): AttemptRecord {
    const { clock, ledger, step, position } = this.#context;
    const record: AttemptRecord = {
      number: this.#number,
      step,
      position,
      result,
      status: statusOf(outcome),
      startedAt: this.startedAt,
      durationMs: clock.now() - this.startedAt,
      retryOf: this.#retryOf?.trigger ?? null,
      waitedMs: this.#retryOf?.waitedMs ?? 0,
      ownTimer: outcome?.kind === 'failure' && outcome.ownTimer,
      interrupted: details.interrupted,
      replay: outcome?.kind === 'failure' ? outcome.replay : null,
      message: details.message,
      usage: details.usage,
    };
    ledger.attempt(record);
    return record;
  }
}

function statusOf(outcome: CallFailure | ClientError | null): number | null {
  if (outcome === null) return null;
  return outcome.kind === 'failure' ? (outcome.said?.status ?? null) : outcome.status;
}
