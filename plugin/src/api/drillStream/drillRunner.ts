import type { DrillEvent, DrillRequest } from '@understudy/contract';
import type { DrillAllowance } from './drillAllowance.ts';

/** Hears of a drill while it runs. */
export interface DrillListener {
  /** What happened, as it does; the last one is `answer` or `exhausted`. */
  onEvent(event: DrillEvent): void;
  /** How many tests are left; also of a drill that was refused. */
  onAllowance(allowance: DrillAllowance): void;
  /** The drill runs, but what happens is told at its end only: nothing between here and the agent streams. */
  onUnstreamed(): void;
}

/**
 * Runs a drill to its end. Aborting `signal` closes the connection, which stops the drill at the agent; the promise then
 * resolves without a last event. Rejects with an `AgentError` where it was refused or broke off.
 */
export type DrillRunner = (order: DrillRequest, listener: DrillListener, signal: AbortSignal) => Promise<void>;
