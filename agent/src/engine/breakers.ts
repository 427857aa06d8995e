import { Breaker, type BreakerMoved } from './breaker.ts';
import type { CircuitExchange } from './circuitExchange.ts';
import type { Clock } from './clock.ts';
import type { CircuitState, EngineEvent } from './events.ts';
import { standingSkip } from './planner.ts';
import { SharedCircuits } from './sharedCircuits.ts';
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
  /** Of these, those that are not closed: few, most of the time none. */
  readonly #notClosed = new Map<string, Breaker>();
  /** Open ones whose cooldown was not over when this was last asked. */
  readonly #coolingDown = new Set<Breaker>();
  /** What a snapshot's targets read while their breakers are closed. */
  readonly #closed = new WeakMap<Snapshot, readonly CircuitReading[]>();
  readonly #shared: SharedCircuits | null;
  /** Targets of the configuration in force; kept for the group's sake. */
  #inForce: ReadonlyMap<string, Step> = new Map();
  #mark = 0;

  /** @param exchange how agents of a group share their breakers; null = this agent keeps its own */
  constructor(clock: Clock, emit: (event: EngineEvent) => void, exchange: CircuitExchange | null = null) {
    this.#clock = clock;
    this.#emit = emit;
    const breakerOf = (target: string): Breaker | null => {
      const step = this.#inForce.get(target);
      return step === undefined || !step.breaker.enabled ? null : this.of(step);
    };
    this.#shared = exchange === null ? null : new SharedCircuits(exchange, clock, breakerOf);
  }

  /** The breaker of a step's target, made on first use. */
  of(step: Step): Breaker {
    return this.#byTarget.get(step.target) ?? this.#make(step);
  }

  /** Takes over the settings of a new configuration; requests under way on the old one keep none of theirs. */
  apply(snapshot: Snapshot): void {
    this.#mark++;
    for (const { steps } of snapshot.chains.values()) {
      const step = steps[0];
      if (step !== undefined) this.#byTarget.get(step.target)?.configure(step.breaker);
    }
    if (this.#shared === null) return;
    this.#inForce = targetsOf(snapshot);
    this.#shared.synchronize();
  }

  /** Another number whenever breakers may read differently than before; what was read of them holds until then. */
  get mark(): number {
    const now = this.#clock.now();
    for (const breaker of this.#coolingDown) {
      if (breaker.state(now) === 'open') continue;
      this.#coolingDown.delete(breaker);
      this.#mark++;
    }
    return this.#mark;
  }

  /** Every target of the snapshot, used or not, and nothing that left the configuration. The same list while all are closed. */
  readings(snapshot: Snapshot): readonly CircuitReading[] {
    const closed = this.#closedReadings(snapshot);
    if (this.#notClosed.size === 0) return closed;
    const now = this.#clock.now();
    return closed.map((reading) => {
      const breaker = this.#notClosed.get(reading.target);
      if (breaker === undefined) return reading;
      return { ...reading, state: breaker.state(now), cooldownUntil: this.#toWall(breaker.openUntil(now)) };
    });
  }

  /** Position that the next request of a chain would use: the first usable step whose breaker is not open; -1 = none. */
  activePosition(chain: CompiledChain): number {
    const depth = Math.min(chain.steps.length - 1, chain.policy.maxDepth);
    for (let position = 0; position <= depth; position++) {
      const step = chain.steps[position];
      if (step === undefined || standingSkip(step, chain) !== null) continue;
      if (this.#notClosed.get(step.target)?.state(this.#clock.now()) !== 'open') return position;
    }
    return -1;
  }

  #closedReadings(snapshot: Snapshot): readonly CircuitReading[] {
    const known = this.#closed.get(snapshot);
    if (known !== undefined) return known;
    const readings = [...targetsOf(snapshot).values()].map(({ target, provider, upstreamModel }): CircuitReading => ({
      target,
      provider,
      upstreamModel,
      state: 'closed',
      cooldownUntil: 0,
    }));
    this.#closed.set(snapshot, readings);
    return readings;
  }

  #make(step: Step): Breaker {
    const moved: BreakerMoved = (from, to, openUntil, cause) => {
      this.#moved(step.target, breaker, to);
      const by = typeof cause === 'object' ? cause.by : null;
      const cooldownUntil = this.#toWall(openUntil);
      if (from !== to) this.#emit({ type: 'circuit-moved', step, from, to, cooldownUntil, by });
      this.#shared?.moved(step.target, breaker, to, cause);
    };
    const breaker: Breaker = new Breaker(step.breaker, moved, this.#shared?.gateOf(step.target));
    this.#byTarget.set(step.target, breaker);
    return breaker;
  }

  #moved(target: string, breaker: Breaker, to: CircuitState): void {
    this.#mark++;
    if (to === 'closed') this.#notClosed.delete(target);
    else this.#notClosed.set(target, breaker);
    if (to === 'open') this.#coolingDown.add(breaker);
    else this.#coolingDown.delete(breaker);
  }

  #toWall(clockMs: number): number {
    return clockMs === 0 ? 0 : Math.round(this.#clock.wall() + (clockMs - this.#clock.now()));
  }
}

/** Each target of the registry, with the first of its steps. */
function targetsOf(snapshot: Snapshot): ReadonlyMap<string, Step> {
  const targets = new Map<string, Step>();
  for (const { steps } of snapshot.chains.values()) {
    const step = steps[0];
    if (step !== undefined && !targets.has(step.target)) targets.set(step.target, step);
  }
  return targets;
}
