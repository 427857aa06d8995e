import type { Deadlines } from '@understudy/contract';
import type { Clock, Timer } from '../engine/index.ts';

/** Our own timers of one attempt (semantics.md, "One request", 4). `total` is the engine's. */
export type AttemptTimer = 'connect' | 'firstToken' | 'idle' | 'attempt';

/** Who is told that a timer ran out; once at most. */
export interface AttemptTimersOwner {
  timerExpired(timer: AttemptTimer): void;
}

/**
 * The timers of one attempt on a single timer of the clock: it is set for the nearest limit and, when it fires early
 * because that limit has moved on meanwhile, set again. So a stream's chunks cost one reading of the clock each.
 */
export class AttemptTimers {
  readonly #clock: Clock;
  readonly #deadlines: Deadlines;
  readonly #stream: boolean;
  readonly #owner: AttemptTimersOwner;
  #connectAt = Infinity;
  #firstTokenAt = Infinity;
  #idleAt = Infinity;
  #attemptAt = Infinity;
  #committed = false;
  #timer: Timer = null;
  #armedFor = Infinity;
  #reason: AttemptTimer | null = null;

  /** @param stream whether the request asked for a stream: `firstToken` and `idle` rule streams only */
  constructor(clock: Clock, deadlines: Deadlines, stream: boolean, owner: AttemptTimersOwner) {
    this.#clock = clock;
    this.#deadlines = deadlines;
    this.#stream = stream;
    this.#owner = owner;
  }

  /** The timer that ended the attempt; null = none did. */
  get reason(): AttemptTimer | null {
    return this.#reason;
  }

  /** The attempt begins: `connect`, `attempt` and, for a stream, `firstToken` run. */
  start(): void {
    const now = this.#clock.now();
    this.#connectAt = now + this.#deadlines.connectMs;
    this.#attemptAt = now + this.#deadlines.attemptMs;
    if (this.#stream) this.#firstTokenAt = now + this.#deadlines.firstTokenMs;
    this.#arm(now);
  }

  /** A usable connection has taken the request: `connect` ends. */
  connected(): void {
    this.#connectAt = Infinity;
  }

  /** A stream's first content: it commits, `firstToken` and `attempt` end, `idle` begins. */
  firstContent(): void {
    this.#committed = true;
    this.#connectAt = Infinity;
    this.#firstTokenAt = Infinity;
    this.#attemptAt = Infinity;
    this.resume();
  }

  /** A chunk of a committed stream: `idle` begins anew. */
  chunk(): void {
    if (this.#idleAt !== Infinity) this.#idleAt = this.#clock.now() + this.#deadlines.idleMs;
  }

  /** The reader is slow, so the provider is not to blame for silence: `idle` rests. */
  pause(): void {
    this.#idleAt = Infinity;
  }

  /** The reader goes on: `idle` begins anew. */
  resume(): void {
    if (!this.#committed) return;
    const now = this.#clock.now();
    this.#idleAt = now + this.#deadlines.idleMs;
    this.#arm(now);
  }

  /** The attempt is over: nothing fires any more. */
  stop(): void {
    this.#connectAt = Infinity;
    this.#firstTokenAt = Infinity;
    this.#idleAt = Infinity;
    this.#attemptAt = Infinity;
    this.#committed = false;
    this.#disarm();
  }

  #disarm(): void {
    if (this.#timer !== null) this.#clock.clearTimer(this.#timer);
    this.#timer = null;
    this.#armedFor = Infinity;
  }

  #arm(now: number): void {
    const nearest = Math.min(this.#connectAt, this.#firstTokenAt, this.#idleAt, this.#attemptAt);
    if (nearest >= this.#armedFor || nearest === Infinity) return;
    this.#disarm();
    this.#armedFor = nearest;
    this.#timer = this.#clock.setTimer(() => this.#fired(), Math.max(0, Math.ceil(nearest - now)));
  }

  #fired(): void {
    this.#timer = null;
    this.#armedFor = Infinity;
    const now = this.#clock.now();
    const timer = this.#expired(now);
    if (timer === null) {
      this.#arm(now);
      return;
    }
    this.stop();
    this.#reason = timer;
    this.#owner.timerExpired(timer);
  }

  #expired(now: number): AttemptTimer | null {
    if (this.#connectAt <= now) return 'connect';
    if (this.#firstTokenAt <= now) return 'firstToken';
    if (this.#idleAt <= now) return 'idle';
    return this.#attemptAt <= now ? 'attempt' : null;
  }
}
