import type { DrillAttempt, DrillEvent, DrillHop, DrillWait } from '@understudy/contract';
import type { AttemptRecord, Clock, EngineEvent, HopRecord, RequestRecord } from '../engine/index.ts';

/** Milliseconds with a fraction of three digits: more is noise. */
export function rounded(ms: number): number {
  return Math.max(0, Math.round(ms * 1_000) / 1_000);
}

/** Listens to the engine of one drill: keeps what happens and tells it as it does. */
export class DrillRecorder {
  readonly attempts: DrillAttempt[] = [];
  readonly waits: DrillWait[] = [];
  readonly hops: DrillHop[] = [];
  /** Set when the books of the drill are closed. */
  record: RequestRecord | null = null;
  readonly #clock: Clock;
  readonly #startedAt: number;
  readonly #isForced: (position: number) => boolean;
  readonly #tell: (event: DrillEvent) => void;
  #retry = 0;
  /** When the attempt under way began, as it was told. */
  #attemptAtMs = 0;

  constructor(clock: Clock, isForced: (position: number) => boolean, tell: (event: DrillEvent) => void) {
    this.#clock = clock;
    this.#startedAt = clock.now();
    this.#isForced = isForced;
    this.#tell = tell;
  }

  /** Milliseconds since the drill began. */
  get elapsedMs(): number {
    return rounded(this.#clock.now() - this.#startedAt);
  }

  readonly listener = (event: EngineEvent): void => {
    switch (event.type) {
      case 'attempt-started':
        return this.#attemptStarted(event);
      case 'attempt-ended':
        return this.#attemptEnded(event.attempt);
      case 'wait':
        return this.#waiting(event);
      case 'hop':
        return this.#hopped(event.hop);
      case 'request-ended':
        this.record = event.record;
        return;
      case 'request-started':
      case 'circuit-moved':
        return;
    }
  };

  #attemptStarted({ number, position, step }: Extract<EngineEvent, { type: 'attempt-started' }>): void {
    const { model, provider, upstreamModel } = step;
    const forced = this.#isForced(position);
    const atMs = this.elapsedMs;
    this.#attemptAtMs = atMs;
    this.#tell({ type: 'attempt-started', number, position, model, provider, upstreamModel, forced, atMs });
  }

  #attemptEnded(record: AttemptRecord): void {
    this.#retry = record.retryOf === null ? 0 : this.#retry + 1;
    const { number, position, step, result, status, interrupted, message } = record;
    const attempt: DrillAttempt = {
      number,
      position,
      model: step.model,
      provider: step.provider,
      upstreamModel: step.upstreamModel,
      forced: this.#isForced(position),
      retry: this.#retry,
      waitedMs: rounded(record.waitedMs),
      atMs: this.#attemptAtMs,
      durationMs: rounded(record.durationMs),
      result,
      status,
      interrupted,
      message,
    };
    this.attempts.push(attempt);
    this.#tell({ type: 'attempt-ended', ...attempt });
  }

  #waiting({ position, step, reason, retry, ms }: Extract<EngineEvent, { type: 'wait' }>): void {
    const wait: DrillWait = { position, model: step.model, reason, retry, ms: rounded(ms), atMs: this.elapsedMs };
    this.waits.push(wait);
    this.#tell({ type: 'wait', ...wait });
  }

  #hopped({ from, to, fromPosition, reason, detail }: HopRecord): void {
    const skipped = this.attempts.at(-1)?.position !== fromPosition;
    const hop: DrillHop = {
      from: from.model,
      to: to.model,
      fromPosition,
      reason,
      detail,
      skipped,
      atMs: this.elapsedMs,
    };
    this.hops.push(hop);
    this.#tell({ type: 'hop', ...hop });
  }
}
