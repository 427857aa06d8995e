import { DEFAULT_BREAKER, type BreakerSettings } from '@understudy/contract';
import { Breaker, type BreakerMoved, type Permit, type ProbeGate } from '../breaker.ts';
import type { CircuitState } from '../events.ts';

/** A breaker opens on the third failure in a row; the ratio is out of the way. */
export const BREAKER_SETTINGS: BreakerSettings = { ...DEFAULT_BREAKER, failureThreshold: 3, minRequests: 1000 };

/** A breaker with a time of its own, and what a test does with one. */
export class BreakerUnderTest {
  now = 1_000;
  readonly breaker: Breaker;
  /** Moves as `from→to`, with ` by` the agent that was followed. */
  readonly moves: string[] = [];
  /** Clock ms until which the latest move left it open. */
  openUntil = 0;

  constructor(over: Partial<BreakerSettings> = {}, gate: ProbeGate | null = null) {
    const moved: BreakerMoved = (from, to, openUntil, cause) => {
      this.moves.push(`${from}→${to}${typeof cause === 'object' ? ` by ${cause.by}` : ''}`);
      this.openUntil = openUntil;
    };
    this.breaker = new Breaker({ ...BREAKER_SETTINGS, ...over }, moved, gate);
  }

  get state(): CircuitState {
    return this.breaker.state(this.now);
  }

  configure(over: Partial<BreakerSettings>): void {
    this.breaker.configure({ ...BREAKER_SETTINGS, ...over });
  }

  /** Leave for one call; fails where the breaker refuses. */
  leave(): Permit {
    const permit = this.breaker.acquire(this.now);
    if (permit === null) throw new Error('the breaker refused');
    return permit;
  }

  /** As many leaves as the breaker gives for `times` calls at once. */
  stampede(times: number): Permit[] {
    return Array.from({ length: times }, () => this.breaker.acquire(this.now)).filter((permit) => permit !== null);
  }

  /** The call that had this leave fails. */
  fails(permit: Permit, retryAfterMs: number | null = null): void {
    this.breaker.failure(permit, this.now, { retryAfterMs, cause: 'calls' });
  }

  fail(times = 1, retryAfterMs: number | null = null): void {
    for (let n = 0; n < times; n++) this.fails(this.leave(), retryAfterMs);
  }

  succeed(): void {
    this.breaker.success(this.leave(), this.now);
  }

  /** A call that answers and breaks before its last byte. */
  cut(): void {
    const permit = this.leave();
    this.breaker.success(permit, this.now);
    this.breaker.revoke(permit, this.now);
  }

  /** Fails until it is open; answers for how many ms it is. */
  open(retryAfterMs: number | null = null): number {
    while (this.state !== 'open') this.fail(1, retryAfterMs);
    return this.breaker.openUntil(this.now) - this.now;
  }

  /** Opens it and lets the cooldown pass. */
  openAndCool(): void {
    this.now += this.open();
  }
}
