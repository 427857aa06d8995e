import type { Call } from './call.ts';

interface Waiter {
  predicate: (call: Call) => boolean;
  resolve: (call: Call) => void;
}

const WAIT_MS = 2000;

/** Keeps the calls, all of them, the last few, or none, and wakes who waits for one. */
export class Recorder {
  calls: Call[] = [];
  readonly #limit: number;
  readonly #waiters = new Set<Waiter>();

  constructor(record: boolean | number) {
    this.#limit = typeof record === 'number' ? record : record ? Infinity : 0;
  }

  add(call: Call): void {
    if (this.#limit > 0) this.calls.push(call);
    if (this.calls.length > this.#limit) this.calls.shift();
    this.changed(call);
  }

  /** Tells who waits that a call has come or ended. */
  changed(call: Call): void {
    for (const waiter of this.#waiters) {
      if (!waiter.predicate(call)) continue;
      this.#waiters.delete(waiter);
      waiter.resolve(call);
    }
  }

  /** The first call that satisfies the predicate, now or within the time. */
  async waitFor(predicate: (call: Call) => boolean, timeoutMs: number = WAIT_MS): Promise<Call> {
    const known = this.calls.find(predicate);
    if (known) return known;
    return new Promise((resolve, reject) => {
      const waiter: Waiter = {
        predicate,
        resolve: (call) => {
          clearTimeout(timer);
          resolve(call);
        },
      };
      const timer = setTimeout(() => {
        this.#waiters.delete(waiter);
        reject(new Error(`No such call within ${timeoutMs} ms; seen: ${this.#summary()}`));
      }, timeoutMs);
      this.#waiters.add(waiter);
    });
  }

  #summary(): string {
    const seen = this.calls.map((call) => `${call.model} ${call.behaviour.kind} ${call.outcome}`);
    return seen.join(', ') || 'none';
  }

  clear(): void {
    this.calls = [];
  }
}
