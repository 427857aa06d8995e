import { Breaker } from './breaker.ts';
import type { Clock } from './clock.ts';
import type { CircuitState, EngineEvent } from './events.ts';
import { standingSkip } from './planner.ts';
import type { CompiledChain, Snapshot, Step } from './step.ts';

/** One breaker as it stands. */
export interface CircuitReading {
  /** Provider and upstream model, as steps name it. */
  readonly target: string;
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
  readonly #byTarget = new Map<string, Breaker>();

  constructor(clock: Clock, emit: (event: EngineEvent) => void) {
    this.#clock = clock;
    this.#emit = emit;
  }

  /** The breaker of a step's target, made on first use. */
  of(step: Step): Breaker {
    return this.#byTarget.get(step.target) ?? this.#make(step);
  }

  /** Takes over the settings of a new configuration; requests under way on the old one keep none of theirs. */
  apply(snapshot: Snapshot): void {
    for (const { steps } of snapshot.chains.values()) {
      const step = steps[0];
      if (step !== undefined) this.#byTarget.get(step.target)?.configure(step.breaker);
    }
  }

  /** Every target of the snapshot, used or not, and nothing that left the configuration. */
  readings(snapshot: Snapshot): CircuitReading[] {
    const now = this.#clock.now();
    const seen = new Map<string, CircuitReading>();
    for (const chain of snapshot.chains.values()) {
      const step = chain.steps[0];
      if (step === undefined || seen.has(step.target)) continue;
      const breaker = this.#byTarget.get(step.target);
      seen.set(step.target, {
        target: step.target,
        provider: step.provider,
        upstreamModel: step.upstreamModel,
        state: breaker?.state(now) ?? 'closed',
        cooldownUntil: this.#toWall(breaker?.openUntil(now) ?? 0),
      });
    }
    return [...seen.values()];
  }

  /** Position that the next request of a chain would use: the first usable step whose breaker is not open; -1 = none. */
  activePosition(chain: CompiledChain): number {
    const now = this.#clock.now();
    const depth = Math.min(chain.steps.length - 1, chain.policy.maxDepth);
    for (let position = 0; position <= depth; position++) {
      const step = chain.steps[position];
      if (step === undefined || standingSkip(step, chain) !== null) continue;
      const breaker = this.#byTarget.get(step.target);
      if (breaker === undefined || breaker.state(now) !== 'open') return position;
    }
    return -1;
  }

  #make(step: Step): Breaker {
    const breaker = new Breaker(step.breaker, (from, to, openUntil) => {
      this.#emit({ type: 'circuit-moved', step, from, to, cooldownUntil: this.#toWall(openUntil) });
    });
    this.#byTarget.set(step.target, breaker);
    return breaker;
  }

  #toWall(clockMs: number): number {
    return clockMs === 0 ? 0 : Math.round(this.#clock.wall() + (clockMs - this.#clock.now()));
  }
}
