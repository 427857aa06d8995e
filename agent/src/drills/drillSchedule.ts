import { DRILL_MESSAGE, type DrillFailure } from '@understudy/contract';
import type { Clock, Timer } from '../engine/index.ts';
import type { Drills } from './drills.ts';

export interface DrillScheduleOptions {
  readonly drills: Pick<Drills, 'start' | 'lastProven'>;
  readonly clock: Clock;
  /** Milliseconds in which every chain has its turn. */
  readonly everyMs: number;
  readonly failure: DrillFailure;
  /** Models with an enabled chain, as configured now. */
  readonly chains: () => readonly string[];
  /** Position that the next request of a chain would use. */
  readonly activePosition: (model: string) => number;
  /** A drill failed by a mistake of ours. */
  readonly onBug: (error: unknown) => void;
}

/** The author of scheduled drills. */
const AUTHOR = 'schedule';
/** Drills of many chains in a short interval stay this far apart. */
const MIN_GAP_MS = 1_000;
/** How often chains are looked for while there is none. */
const IDLE_MS = 60_000;

/**
 * Drills every chain in turn, spread over the interval. The chain that waited longest is next; after a start that is the one
 * that was proven longest ago. A chain whose primary is not in use now is passed over: it is being proven by production,
 * and a provider in trouble needs no further calls.
 */
export class DrillSchedule {
  readonly #options: DrillScheduleOptions;
  /** Clock ms of each chain's last turn. */
  readonly #turns = new Map<string, number>();
  #timer: Timer | null = null;
  #stopped = false;

  constructor(options: DrillScheduleOptions) {
    this.#options = options;
    this.#wait();
  }

  stop(): void {
    this.#stopped = true;
    if (this.#timer !== null) this.#options.clock.clearTimer(this.#timer);
    this.#timer = null;
  }

  #wait(): void {
    const { clock, chains, everyMs } = this.#options;
    const count = chains().length;
    const gap = count === 0 ? Math.min(everyMs, IDLE_MS) : Math.max(MIN_GAP_MS, everyMs / count);
    this.#timer = clock.setTimer(() => this.#turn(), gap);
  }

  #turn(): void {
    if (this.#stopped) return;
    const chains = this.#options.chains();
    const model = this.#next(chains);
    if (model !== null) this.#drill(model);
    const configured = new Set(chains);
    for (const known of this.#turns.keys()) if (!configured.has(known)) this.#turns.delete(known);
    this.#wait();
  }

  /** The chain that waited longest. */
  #next(chains: readonly string[]): string | null {
    let next: string | null = null;
    let longest = Number.POSITIVE_INFINITY;
    for (const model of chains) {
      const since = this.#since(model);
      if (since < longest) {
        longest = since;
        next = model;
      }
    }
    return next;
  }

  #since(model: string): number {
    const turn = this.#turns.get(model);
    if (turn !== undefined) return turn;
    const { clock, drills } = this.#options;
    const proven = drills.lastProven(model);
    return proven === null || proven.stale
      ? Number.NEGATIVE_INFINITY
      : Date.parse(proven.at) - clock.wall() + clock.now();
  }

  #drill(model: string): void {
    const { clock, drills, failure, activePosition, onBug } = this.#options;
    this.#turns.set(model, clock.now());
    if (activePosition(model) !== 0) return;
    const order = { model, failure, failSteps: 1, stream: failure === 'cut_stream', message: DRILL_MESSAGE };
    // A refusal (a person drills this chain just now) is no loss: the chain has its turn again.
    const started = drills.start(order, { author: AUTHOR, scheduled: true });
    if ('drill' in started) started.drill.catch(onBug);
  }
}
