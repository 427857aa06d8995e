import type { DrillEvent, DrillLimit, DrillRequest } from '@understudy/contract';

/** Hears of a drill while it runs. */
export interface DrillListener {
  /** What happens, as it does; the first one is `plan`, the last one `answer` or `exhausted`. */
  onEvent(event: DrillEvent): void;
  /** How many are left now; also of a drill that was refused. */
  onLimit(limit: DrillLimit): void;
  /** The drill runs, but what happens is told at its end only: nothing between here and the agent streams. */
  onUnstreamed(): void;
}

/**
 * Runs a drill to its end. Aborting `signal` closes the connection, which stops the drill at the agent; the promise then
 * resolves without a last event. Rejects with an `AgentError` where it was refused or broke off.
 */
export type DrillRunner = (order: DrillRequest, listener: DrillListener, signal: AbortSignal) => Promise<void>;
