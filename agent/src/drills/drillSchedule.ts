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
/** How often a chain that is due is looked for at the least. */
const LOOK_MS = 60_000;

/**
 * Drills every chain once an interval, spread over it. A chain is due when it was last drilled, or before this process began
 * was last proven, an interval ago; one that was never proven or has changed is due at once. A chain whose primary is not in
 * use is passed over until its next turn: production proves it just then, and a provider in trouble needs no more calls.
 */
export class DrillSchedule {
  readonly #options: DrillScheduleOptions;
  /** Clock ms of each chain's last turn. */
  readonly #turns = new Map<string, number>();
  #lastTurn = Number.NEGATIVE_INFINITY;
  #timer: Timer = null;
  #stopped = false;

  constructor(options: DrillScheduleOptions) {
    this.#options = options;
    this.#wait(this.#gap(options.chains().length));
  }

  stop(): void {
    this.#stopped = true;
    this.#options.clock.clearTimer(this.#timer);
  }

  /** Milliseconds between two drills. */
  #gap(chains: number): number {
    return Math.max(MIN_GAP_MS, this.#options.everyMs / Math.max(1, chains));
  }

  #wait(gap: number): void {
    this.#timer = this.#options.clock.setTimer(() => this.#look(), Math.min(gap, LOOK_MS));
  }

  #look(): void {
    if (this.#stopped) return;
    const { clock, everyMs } = this.#options;
    const chains = this.#options.chains();
    const gap = this.#gap(chains.length);
    const now = clock.now();
    const next = now - this.#lastTurn >= gap ? this.#next(chains) : null;
    if (next !== null && this.#since(next) + everyMs <= now) this.#drill(next);
    const configured = new Set(chains);
    for (const known of this.#turns.keys()) if (!configured.has(known)) this.#turns.delete(known);
    this.#wait(gap);
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
    if (proven === null || proven.stale) return Number.NEGATIVE_INFINITY;
    return clock.now() - (clock.wall() - Date.parse(proven.at));
  }

  #drill(model: string): void {
    const { clock, drills, failure, activePosition, onBug } = this.#options;
    this.#lastTurn = clock.now();
    this.#turns.set(model, this.#lastTurn);
    if (activePosition(model) !== 0) return;
    const order = { model, failure, failSteps: 1, stream: failure === 'cut_stream', message: DRILL_MESSAGE };
    // A refusal (a person drills this chain just now) is no loss: the chain has its turn again.
    const started = drills.start(order, { author: AUTHOR, scheduled: true });
    if ('drill' in started) started.drill.catch(onBug);
  }
}
