const BUCKETS = 10;

/** Counts of attempts and failures over a rolling window, in ten buckets so that nothing grows with traffic. */
export class FailureWindow {
  readonly #bucketMs: number;
  readonly #attempts = new Float64Array(BUCKETS);
  readonly #failures = new Float64Array(BUCKETS);
  #slot = -1;

  /** @param windowMs length of the window in milliseconds */
  constructor(windowMs: number) {
    this.#bucketMs = Math.max(1, windowMs / BUCKETS);
  }

  record(now: number, failed: boolean): void {
    const bucket = this.#advance(now);
    this.#attempts[bucket] = (this.#attempts[bucket] ?? 0) + 1;
    if (failed) this.#failures[bucket] = (this.#failures[bucket] ?? 0) + 1;
  }

  /** An attempt that was recorded as a success failed after all. */
  turn(now: number): void {
    const bucket = this.#advance(now);
    this.#failures[bucket] = (this.#failures[bucket] ?? 0) + 1;
  }

  totals(now: number): { attempts: number; failures: number } {
    this.#advance(now);
    return { attempts: sum(this.#attempts), failures: sum(this.#failures) };
  }

  clear(): void {
    this.#attempts.fill(0);
    this.#failures.fill(0);
  }

  #advance(now: number): number {
    const slot = Math.floor(now / this.#bucketMs);
    if (this.#slot < 0 || slot - this.#slot >= BUCKETS) this.clear();
    else for (let passed = this.#slot + 1; passed <= slot; passed++) this.#empty(passed % BUCKETS);
    this.#slot = Math.max(slot, this.#slot);
    return this.#slot % BUCKETS;
  }

  #empty(bucket: number): void {
    this.#attempts[bucket] = 0;
    this.#failures[bucket] = 0;
  }
}

function sum(values: Float64Array): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
