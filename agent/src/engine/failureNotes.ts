import type { HopReason } from '@understudy/contract';
import type { CallFailure } from './outcome.ts';
import type { FailureCause } from './runResult.ts';

/** Why a step did not answer, with a sentence for people. */
export interface Setback {
  readonly reason: HopReason;
  readonly detail: string;
}

/** Remembers why steps did not answer, to say in the end why the request failed. */
export class FailureNotes {
  readonly #skips: string[] = [];
  #lastFailure: CallFailure | null = null;
  /** True while every failed step ended in a trigger that is the request's own fault. */
  #requestsOwnFault = true;
  /** Clock ms from which the first of the open breakers lets a probe through; infinite while none refused. */
  #probeAt = Number.POSITIVE_INFINITY;

  skipped(skip: Setback): Setback {
    this.#skips.push(skip.detail);
    return skip;
  }

  failed(failure: CallFailure): Setback {
    this.#lastFailure = failure;
    if (failure.trigger !== 'context_window' && failure.trigger !== 'content_policy') this.#requestsOwnFault = false;
    return { reason: failure.trigger, detail: failure.message };
  }

  /** @param openUntil clock ms; 0 = half-open with all probes in flight */
  refused(openUntil: number): Setback {
    this.#probeAt = Math.min(this.#probeAt, openUntil);
    return { reason: 'circuit_open', detail: 'the breaker is open' };
  }

  cause(now: number, endsAt: number): FailureCause {
    const refused = this.#probeAt !== Number.POSITIVE_INFINITY;
    if (this.#lastFailure !== null) {
      return { kind: 'exhausted', failure: this.#lastFailure, clientError: this.#requestsOwnFault && !refused };
    }
    if (refused) return { kind: 'circuits_open', retryAfterMs: Math.max(0, this.#probeAt - now) };
    if (now >= endsAt) return { kind: 'deadline' };
    return { kind: 'no_step', details: this.#skips };
  }
}

/** A failure's cause in a sentence, for records and logs. */
export function describeCause(cause: FailureCause): string {
  switch (cause.kind) {
    case 'exhausted':
      return cause.failure.message;
    case 'circuits_open':
      return 'every breaker is open';
    case 'no_step':
      return cause.details.join('; ');
    case 'deadline':
      return 'the deadline of the whole request passed before a call could be made';
  }
}
