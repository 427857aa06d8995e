/** A wait before a retry, on the request's own clock. */
export interface TimelineWait {
  readonly atMs: number;
  readonly ms: number;
}

/** One call at a step. */
export interface TimelineAttempt {
  /** 0 = the first call at its step, n = the nth retry. */
  readonly retry: number;
  /** Milliseconds from the start of the request. */
  readonly atMs: number;
  /** null = under way. */
  readonly durationMs: number | null;
  /** `success`, `cancelled`, `client_error` or a trigger; null = under way. */
  readonly result: string | null;
  /** What the provider said, or a simulated failure stands for. */
  readonly status: number | null;
  /** The stream broke after its first content. */
  readonly interrupted: boolean;
  /** What went wrong, in the provider's words; empty = nothing to add. */
  readonly message: string;
  /** The wait after it, before the next retry. */
  readonly wait: TimelineWait | null;
}

/** Why a step was left without a call. */
export interface TimelineSkip {
  readonly atMs: number;
  readonly reason: string;
  readonly detail: string;
}

/** A step of the chain with its calls, or the reason why it has none. */
export interface TimelineStep {
  /** 0 = primary, n = fallback n. */
  readonly position: number;
  readonly model: string;
  readonly provider: string | null;
  readonly attempts: readonly TimelineAttempt[];
  readonly skipped: TimelineSkip | null;
}

/** What happened to one request, step by step. */
export type Timeline = readonly TimelineStep[];

/** How a call counts in the picture. */
export type AttemptState = 'running' | 'answered' | 'failed' | 'stopped';

/** How a call stands. */
export function attemptState({ result, interrupted }: TimelineAttempt): AttemptState {
  if (result === null) return 'running';
  if (result === 'cancelled') return 'stopped';
  return result === 'success' && !interrupted ? 'answered' : 'failed';
}
