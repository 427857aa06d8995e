import type { Trigger } from '@understudy/contract';
import type { Permit } from './breaker.ts';
import type { AttemptRecord, AttemptResult } from './events.ts';
import type { CallFailure, ClientError, Described, Usage } from './outcome.ts';
import type { StepContext } from './stepContext.ts';

/** The retry that an attempt is: after which failure, and how long was waited. */
export interface RetryOf {
  readonly trigger: Trigger;
  readonly waitedMs: number;
}

/** What is known of an attempt at its end; what is left out has its field's empty value. */
type Details = Partial<
  Pick<AttemptRecord, 'status' | 'ownTimer' | 'interrupted' | 'replay' | 'message' | 'usage' | 'said'>
>;

/** An attempt under way. It is recorded once: when it failed, or when the last byte of its answer is known. */
export class PendingAttempt {
  readonly context: StepContext;
  readonly startedAt: number;
  readonly permit: Permit;
  readonly #retryOf: RetryOf | null;
  readonly #number: number;
  #recorded = false;

  constructor(context: StepContext, permit: Permit, retryOf: RetryOf | null) {
    const { request, step, position, ledger, clock } = context;
    this.context = context;
    this.permit = permit;
    this.#retryOf = retryOf;
    this.#number = ++ledger.calls;
    this.startedAt = clock.now();
    const { id: requestId, model } = request;
    context.emit({ type: 'attempt-started', requestId, model, number: this.#number, step, position });
  }

  succeeded(status: number, usage: Usage | null, said: Described | null): void {
    this.#record('success', { status, usage, said });
  }

  failed(failure: CallFailure): void {
    const { trigger, said, ownTimer, replay, message, usage } = failure;
    this.#record(trigger, { status: said?.status ?? null, ownTimer, replay, message, usage });
  }

  refusedByProvider(error: ClientError): void {
    this.#record('client_error', { status: error.status, message: error.message });
  }

  /** Nobody was there any more for its answer. */
  cancelled(message: string, status: number | null = null, usage: Usage | null = null): void {
    this.#record('cancelled', { status, message, usage });
  }

  /** It answered and broke before the last byte. */
  interrupted(trigger: Trigger, details: Pick<AttemptRecord, 'status' | 'ownTimer' | 'message' | 'usage'>): void {
    this.#record(trigger, { ...details, interrupted: true });
  }

  /** The attempt that answered is the last one: a failed one before it brought no content. */
  #firstContentMs(): number | null {
    const { ledger, request } = this.context;
    if (!request.stream || ledger.answeringSince !== this.startedAt || ledger.firstContentAt === null) return null;
    return ledger.firstContentAt - this.startedAt;
  }

  #record(result: AttemptResult, details: Details): void {
    if (this.#recorded) return;
    this.#recorded = true;
    const { clock, ledger, step, position } = this.context;
    ledger.attempt({
      number: this.#number,
      step,
      position,
      result,
      status: details.status ?? null,
      startedAt: this.startedAt,
      durationMs: clock.now() - this.startedAt,
      retryOf: this.#retryOf?.trigger ?? null,
      waitedMs: this.#retryOf?.waitedMs ?? 0,
      ownTimer: details.ownTimer ?? false,
      interrupted: details.interrupted ?? false,
      replay: details.replay ?? null,
      message: details.message ?? '',
      usage: details.usage ?? null,
      said: details.said ?? null,
      firstContentMs: this.#firstContentMs(),
    });
  }
}
