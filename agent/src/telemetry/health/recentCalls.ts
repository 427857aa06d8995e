/** Slots that are kept: the present one and those before it. */
export const SLOTS = 10;

/** Attempts of the last five minutes that say something about who was called. */
export interface AttemptCounts {
  readonly attempts: number;
  readonly failures: number;
}

/** Calls of somebody by slots of time, the newest ten of them. */
export class RecentCalls {
  /** Number of the slot that each place holds. */
  readonly #slots = new Float64Array(SLOTS).fill(-1);
  readonly #attempts = new Float64Array(SLOTS);
  readonly #failures = new Float64Array(SLOTS);

  /** Adds a call in a slot; slots are never asked for in a falling order. */
  add(slot: number, failed: boolean): void {
    const place = slot % SLOTS;
    if (this.#slots[place] !== slot) {
      this.#slots[place] = slot;
      this.#attempts[place] = 0;
      this.#failures[place] = 0;
    }
    this.#attempts[place] = (this.#attempts[place] ?? 0) + 1;
    if (failed) this.#failures[place] = (this.#failures[place] ?? 0) + 1;
  }

  /** Since a slot, itself included. */
  since(oldest: number): AttemptCounts {
    let attempts = 0;
    let failures = 0;
    for (let place = 0; place < SLOTS; place++) {
      if ((this.#slots[place] ?? -1) < oldest) continue;
      attempts += this.#attempts[place] ?? 0;
      failures += this.#failures[place] ?? 0;
    }
    return { attempts, failures };
  }

  /** Whether there was a call since a slot. */
  isUsedSince(oldest: number): boolean {
    return this.#slots.some((slot) => slot >= oldest);
  }
}
