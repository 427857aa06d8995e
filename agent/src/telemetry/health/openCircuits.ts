import { countsForBreaker } from '@understudy/contract';
import type { AttemptRecord, EngineListener } from '../../engine/index.ts';

/** Why and since when a circuit is not closed. */
export interface OpenCircuit {
  /** Trigger of the failure that opened it last; null = not known. */
  readonly openedBy: string | null;
  /** Epoch ms; probes that failed meanwhile begin nothing new. */
  readonly openSince: number;
}

interface Kept {
  openedBy: string | null;
  readonly openSince: number;
  /** True until the call is told that opened it: its circuit moves before the call is over. */
  isOpening: boolean;
}

function failedBy({ result }: AttemptRecord): string | null {
  if (result === 'success' || result === 'cancelled' || result === 'client_error') return null;
  return countsForBreaker(result) ? result : null;
}

/** Remembers of every circuit that is not closed what opened it, from the engine's events. */
export class OpenCircuits {
  readonly #wall: () => number;
  readonly #byTarget = new Map<string, Kept>();

  /** @param clock epoch ms */
  constructor(clock: { wall(): number }) {
    this.#wall = () => clock.wall();
  }

  readonly listener: EngineListener = (event) => {
    if (event.type === 'circuit-moved') this.#moved(event.step.target, event.to, event.by === null);
    else if (event.type === 'attempt-ended' && this.#byTarget.size > 0) this.#ended(event.attempt);
  };

  /** Of a target, as steps name it; null = its circuit is closed. */
  of(target: string): OpenCircuit | null {
    return this.#byTarget.get(target) ?? null;
  }

  /** @param byCall a call of this agent moved it; of other agents' calls nothing is known here */
  #moved(target: string, to: 'closed' | 'open' | 'half_open', byCall: boolean): void {
    if (to === 'closed') this.#byTarget.delete(target);
    if (to !== 'open') return;
    const { openSince = this.#wall(), openedBy = null } = this.#byTarget.get(target) ?? {};
    this.#byTarget.set(target, { openSince, openedBy, isOpening: byCall });
  }

  #ended(attempt: AttemptRecord): void {
    const kept = this.#byTarget.get(attempt.step.target);
    if (kept?.isOpening !== true) return;
    const trigger = failedBy(attempt);
    if (trigger === null) return;
    kept.openedBy = trigger;
    kept.isOpening = false;
  }
}
