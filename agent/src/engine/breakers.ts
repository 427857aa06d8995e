import { Breaker } from './breaker.ts';
import type { Clock } from './clock.ts';
import type { CircuitState, EngineEvent } from './events.ts';
import type { CompiledChain, Snapshot, Step } from './step.ts';

/** One breaker as it stands. */
export interface CircuitReading {
  readonly provider: string;
  readonly upstreamModel: string;
  readonly state: CircuitState;
  /** Epoch ms of the next probe; 0 = not open. */
  readonly cooldownUntil: number;
}

/** All breakers by target. They outlive configuration changes. */
export class Breakers {
  readonly #clock: Clock;
  readonly #emit: (event: EngineEvent) => void;
  readonly #byTarget = new Map<string, { breaker: Breaker; step: Step }>();

  constructor(clock: Clock, emit: (event: EngineEvent) => void) {
    this.#clock = clock;
    this.#emit = emit;
  }

  /** The breaker of a step's target, made on first use. */
  of(step: Step): Breaker {
    const known = this.#byTarget.get(step.target);
    if (known !== undefined) {
      known.breaker.configure(step.breaker);
      return known.breaker;
    }
    const breaker = new Breaker(step.breaker, (from, to, openUntil) => {
      this.#emit({ type: 'circuit-moved', step, from, to, cooldownUntil: this.#toWall(openUntil) });
    });
    this.#byTarget.set(step.target, { breaker, step });
    return breaker;
  }

  /** Every target of the snapshot, used or not, and nothing that left the configuration. */
  readings(snapshot: Snapshot): CircuitReading[] {
    const now = this.#clock.now();
    const seen = new Map<string, CircuitReading>();
    for (const chain of snapshot.chains.values()) {
      const step = chain.steps[0];
      if (step === undefined || seen.has(step.target)) continue;
      const breaker = this.#byTarget.get(step.target)?.breaker;
      seen.set(step.target, {
        provider: step.provider,
        upstreamModel: step.upstreamModel,
        state: breaker?.state(now) ?? 'closed',
        cooldownUntil: this.#toWall(breaker?.openUntil(now) ?? 0),
      });
    }
    return [...seen.values()];
  }

  /** Position that the next request of a chain would use: the first callable step whose breaker is not open; -1 = none. */
  activePosition(chain: CompiledChain): number {
    const now = this.#clock.now();
    const depth = Math.min(chain.steps.length - 1, chain.policy.maxDepth);
    for (let position = 0; position <= depth; position++) {
      const step = chain.steps[position];
      if (step === undefined || !step.callable) continue;
      const breaker = this.#byTarget.get(step.target)?.breaker;
      if (breaker === undefined || breaker.state(now) !== 'open') return position;
    }
    return -1;
  }

  #toWall(clockMs: number): number {
    return clockMs === 0 ? 0 : Math.round(this.#clock.wall() + (clockMs - this.#clock.now()));
  }
}
