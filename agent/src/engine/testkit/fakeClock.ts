import type { Clock, Timer } from '../clock.ts';

interface FakeTimer {
  readonly at: number;
  readonly run: () => void;
}

/** A clock that stands still until a test moves it. Timers run in order of their time, one turn of the event loop apart. */
export class FakeClock implements Clock {
  readonly #timers = new Set<FakeTimer>();
  readonly #epoch: number;
  #now = 1_000;

  /** @param epoch wall time of the clock's zero, in ms since the epoch */
  constructor(epoch = Date.UTC(2026, 0, 1)) {
    this.#epoch = epoch;
  }

  now(): number {
    return this.#now;
  }

  wall(): number {
    return this.#epoch + this.#now;
  }

  setTimer(run: () => void, ms: number): Timer {
    const timer: FakeTimer = { at: this.#now + Math.max(0, ms), run };
    this.#timers.add(timer);
    return timer;
  }

  clearTimer(timer: Timer): void {
    this.#timers.delete(timer as FakeTimer);
  }

  /** Milliseconds until each timer that is running, soonest first. */
  get waits(): readonly number[] {
    return [...this.#timers].map(({ at }) => at - this.#now).sort((a, b) => a - b);
  }

  /** Lets everything run that waits for no timer. */
  async idle(): Promise<void> {
    await new Promise<void>((resolve) => {
      // eslint-disable-next-line no-restricted-globals -- a turn of the real loop: no promise job is left after it
      setImmediate(resolve);
    });
  }

  /** Moves on by `ms`, running what falls due on the way. */
  async advance(ms: number): Promise<void> {
    const until = this.#now + ms;
    await this.idle();
    for (let next = this.#next(); next !== null && next.at <= until; next = this.#next()) await this.#fire(next);
    this.#now = until;
    await this.idle();
  }

  /** Jumps without running a timer, as a process that was asleep. */
  skip(ms: number): void {
    this.#now += ms;
  }

  /** Runs timers until `work` is over, and answers what it came to. Fails where nothing is left that could end it. */
  async drive<T>(work: Promise<T>): Promise<T> {
    const state = { over: false };
    const end = (): void => {
      state.over = true;
    };
    work.then(end, end);
    await this.idle();
    while (!state.over) {
      const next = this.#next();
      if (next === null) throw new Error('the work waits for something that no timer brings');
      await this.#fire(next);
    }
    return work;
  }

  #next(): FakeTimer | null {
    let next: FakeTimer | null = null;
    for (const timer of this.#timers) if (next === null || timer.at < next.at) next = timer;
    return next;
  }

  async #fire(timer: FakeTimer): Promise<void> {
    this.#timers.delete(timer);
    this.#now = Math.max(this.#now, timer.at);
    timer.run();
    await this.idle();
  }
}
