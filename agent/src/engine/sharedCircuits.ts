import type { Breaker, MoveCause } from './breaker.ts';
import type { CircuitExchange, GroupMove } from './circuitExchange.ts';
import type { Clock } from './clock.ts';
import type { CircuitState } from './events.ts';
import { GroupGate } from './groupGate.ts';

/** What is known of one target besides its breaker. */
interface Shared {
  readonly gate: GroupGate;
  /** Number of this agent's own move that is on its way to the group; null = none is. */
  onItsWay: number | null;
  /** The latest own move could not be told. */
  untold: boolean;
  /** Place in the group's order up to which this agent has followed. */
  order: number;
}

/**
 * Keeps the breakers of this agent and those of its group together. The group's order counts: whoever moves a breaker is
 * ahead of the group until the group has heard it, and ignores for so long what others said before.
 */
export class SharedCircuits {
  readonly #exchange: CircuitExchange;
  readonly #clock: Clock;
  /** The breaker of a target of the configuration in force; null = there is none, or it is switched off. */
  readonly #breakerOf: (target: string) => Breaker | null;
  readonly #byTarget = new Map<string, Shared>();
  #numbers = 0;
  /** The highest place in the group's order that was heard of. */
  #newest = 0;
  #reading = false;
  #readAgain = false;

  constructor(exchange: CircuitExchange, clock: Clock, breakerOf: (target: string) => Breaker | null) {
    this.#exchange = exchange;
    this.#clock = clock;
    this.#breakerOf = breakerOf;
    exchange.attach({
      heard: (move) => this.#heard(move),
      synchronize: (anew) => {
        if (anew) for (const { gate } of this.#byTarget.values()) gate.reached();
        this.synchronize();
      },
    });
  }

  /** Who lets probes of a target through. */
  gateOf(target: string): GroupGate {
    return this.#of(target).gate;
  }

  /** A breaker of this agent moved. */
  moved(target: string, breaker: Breaker, to: CircuitState, cause: MoveCause): void {
    if (to === 'half_open') return;
    const shared = this.#of(target);
    shared.gate.moved();
    shared.untold = false;
    if (cause === 'calls') this.#publish(target, shared, breaker);
  }

  /** Tells what could not be told, where it still stands, and follows what the group knows. In the background. */
  synchronize(): void {
    if (this.#reading) {
      this.#readAgain = true;
      return;
    }
    for (const [target, shared] of this.#byTarget) this.#tellAgain(target, shared);
    this.#reading = true;
    const newest = this.#newest;
    void this.#exchange.read().then((group) => {
      this.#reading = false;
      // A group that lost its past, and whose time is behind.
      if (group !== null && group.order < newest) this.#beginAnew();
      for (const move of group?.moves ?? []) this.#heard(move);
      if (!this.#readAgain) return;
      this.#readAgain = false;
      this.synchronize();
    });
  }

  #beginAnew(): void {
    this.#newest = 0;
    for (const shared of this.#byTarget.values()) shared.order = 0;
  }

  #of(target: string): Shared {
    const known = this.#byTarget.get(target);
    if (known !== undefined) return known;
    const made = { gate: new GroupGate(this.#exchange, target), onItsWay: null, untold: false, order: 0 };
    this.#byTarget.set(target, made);
    return made;
  }

  #tellAgain(target: string, shared: Shared): void {
    if (!shared.untold) return;
    const breaker = this.#breakerOf(target);
    // One that is half-open by now has nothing to tell: its probe will.
    if (breaker !== null && breaker.state(this.#clock.now()) !== 'half_open') this.#publish(target, shared, breaker);
    else shared.untold = false;
  }

  #publish(target: string, shared: Shared, breaker: Breaker): void {
    const number = ++this.#numbers;
    const now = this.#clock.now();
    const state = breaker.state(now) === 'closed' ? 'closed' : 'open';
    const remainingMs = Math.max(0, breaker.openUntil(now) - now);
    shared.onItsWay = number;
    shared.untold = false;
    const told = this.#exchange.publish({ target, state, remainingMs, reopens: breaker.reopens, number });
    void told.then((order) => {
      if (order !== null) this.#follow(shared, order);
      if (shared.onItsWay !== number) return;
      shared.onItsWay = null;
      shared.untold = order === null;
    });
  }

  #follow(shared: Shared, order: number): void {
    shared.order = Math.max(shared.order, order);
    this.#newest = Math.max(this.#newest, order);
  }

  #heard(move: GroupMove): void {
    const breaker = this.#breakerOf(move.target);
    if (breaker === null) return;
    const shared = this.#of(move.target);
    if (move.order <= shared.order) return;
    if (shared.onItsWay !== null && move.own !== shared.onItsWay) return;
    const isEcho = shared.onItsWay !== null;
    shared.onItsWay = null;
    shared.untold = false;
    this.#follow(shared, move.order);
    if (!isEcho) breaker.follow(move, this.#clock.now());
  }
}
