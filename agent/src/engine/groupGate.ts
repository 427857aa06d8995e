import type { ProbeGate } from './breaker.ts';
import type { CircuitExchange, ProbeLease } from './circuitExchange.ts';

/** How long a lease waits for a request; and how long before the end of a cooldown a request asks for one already. */
const HOLD_MS = 3_000;
/** Longer than any cooldown. */
const MAX_HOLD_MS = 86_400_000;
/** Between two questions for the same target. */
const ASK_EVERY_MS = 250;
/** An answer that takes longer is none: whoever is not told, decides alone. */
const ANSWER_MS = 500;

interface Held {
  readonly lease: ProbeLease;
  readonly askedAt: number;
}

/**
 * Lets at most `probes` of a group probe a target. A request never waits for the group: without a lease it is refused and
 * one is asked for in the background, for the next; a request that meets the end of the cooldown asks ahead of time, so
 * that the first one after it probes. Out of reach of the group, this agent decides alone.
 */
export class GroupGate implements ProbeGate {
  readonly #exchange: CircuitExchange;
  readonly #target: string;
  #held: Held | null = null;
  /** Clock ms of the question that is not answered yet. */
  #asking: number | null = null;
  /** Clock ms of the latest question. */
  #askedAt = Number.NEGATIVE_INFINITY;
  /** The latest question was not answered. */
  #unanswered = false;
  /** Clock ms of the question that brought a lease which nobody used. */
  #unusedSince: number | null = null;
  /** Counts moves: a lease that comes after one is not wanted any more. */
  #era = 0;

  constructor(exchange: CircuitExchange, target: string) {
    this.#exchange = exchange;
    this.#target = target;
  }

  enter(now: number, probes: number): ProbeLease | 'wait' | null {
    const lease = this.#take();
    if (lease !== null) {
      lease.use();
      return lease;
    }
    if (!this.#exchange.reachable) return null;
    this.#ask(now, probes, 0);
    const late = this.#asking !== null && now - this.#asking >= ANSWER_MS;
    return late || this.#unanswered ? null : 'wait';
  }

  expect(now: number, probes: number, leftMs: number): void {
    if (leftMs > HOLD_MS || !this.#exchange.reachable) return;
    this.#dropLapsed();
    if (this.#held === null) this.#ask(now, probes, leftMs);
  }

  /** The breaker moved: what is held for a probe is not needed. */
  moved(): void {
    this.#era++;
    this.#held?.lease.giveBack();
    this.#held = null;
    this.#unusedSince = null;
    this.#unanswered = false;
  }

  /** The group was out of reach, and is there again. */
  reached(): void {
    this.#unanswered = false;
  }

  #take(): ProbeLease | null {
    this.#dropLapsed();
    const held = this.#held;
    if (held === null) return null;
    this.#held = null;
    this.#unusedSince = null;
    return held.lease;
  }

  #dropLapsed(): void {
    if (this.#held === null || this.#held.lease.valid) return;
    this.#unusedSince = this.#held.askedAt;
    this.#held = null;
  }

  /** Where requests are so rare that a lease lapsed before the next one came, the next lease is kept for long enough. */
  #ask(now: number, probes: number, leftMs: number): void {
    if (this.#asking !== null || now - this.#askedAt < ASK_EVERY_MS) return;
    this.#asking = now;
    this.#askedAt = now;
    const rare = this.#unusedSince === null ? 0 : 2 * (now - this.#unusedSince);
    const holdMs = leftMs + Math.min(Math.max(HOLD_MS, rare), MAX_HOLD_MS);
    const era = this.#era;
    void this.#exchange.lease(this.#target, probes, holdMs).then((answer) => {
      this.#asking = null;
      this.#unanswered = answer === null;
      if (answer === null || answer === 'taken') return;
      if (era === this.#era) this.#held = { lease: answer, askedAt: now };
      else answer.giveBack();
    });
  }
}
