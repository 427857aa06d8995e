import type { AttemptRecord, AttemptResult } from '../engine/index.ts';

/** One upstream call that was made for a request. */
export interface Attempt {
  /** Counts from 1. */
  readonly number: number;
  /** Registry id of the model that was called. */
  readonly model: string;
  readonly provider: string;
  /** The provider's own name for the model. */
  readonly upstreamModel: string;
  /** 0 = primary, n = nth fallback. */
  readonly position: number;
  /** `success`, `cancelled`, `client_error`, or the trigger of its failure. */
  readonly result: AttemptResult;
  /** HTTP status; null where none came. */
  readonly status: number | null;
  /** Milliseconds. */
  readonly durationMs: number;
  /** Milliseconds waited before it. */
  readonly waitedMs: number;
  /** What went wrong, in a sentence; empty on success. */
  readonly message: string;
}

/** The attempts of a request, for an application. */
export function attemptsOf(records: readonly AttemptRecord[]): Attempt[] {
  return records.map(({ number, step, position, result, status, durationMs, waitedMs, message }) => ({
    number,
    model: step.model,
    provider: step.provider,
    upstreamModel: step.upstreamModel,
    position,
    result,
    status,
    durationMs,
    waitedMs,
    message,
  }));
}
