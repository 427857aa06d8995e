/** What a lease needs of Redis; neither rejects. */
export interface LeaseKeeper {
  /** Makes it last longer; false = it was lost, null = Redis did not say. */
  renew(): Promise<boolean | null>;
  giveBack(): Promise<void>;
}

/** Milliseconds that a lease lasts in Redis without being renewed: the time that others wait after a crash. */
export const LEASE_MS = 6_000;
const RENEW_EVERY_MS = 1_500;

/**
 * Leave to probe a target, renewed while it waits for a request, for `holdMs`, and while the probe is under way. It counts
 * its time from before Redis was asked, so it never believes to hold what Redis gave to another.
 */
export class RedisProbeLease {
  readonly #keeper: LeaseKeeper;
  readonly #timer: NodeJS.Timeout;
  /** ms of `performance.now`. */
  #validUntil: number;
  readonly #holdUntil: number;
  #used = false;
  #over = false;

  /** @param askedAt ms of `performance.now` at which Redis was asked */
  constructor(keeper: LeaseKeeper, askedAt: number, holdMs: number) {
    this.#keeper = keeper;
    this.#validUntil = askedAt + LEASE_MS;
    this.#holdUntil = askedAt + holdMs;
    this.#timer = setInterval(() => void this.#renew(), RENEW_EVERY_MS).unref();
  }

  get valid(): boolean {
    const now = performance.now();
    return !this.#over && now < this.#validUntil && (this.#used || now < this.#holdUntil);
  }

  use(): void {
    this.#used = true;
  }

  giveBack(): void {
    if (this.#over) return;
    this.#over = true;
    clearInterval(this.#timer);
    void this.#keeper.giveBack();
  }

  async #renew(): Promise<void> {
    const askedAt = performance.now();
    if (!this.#used && !this.valid) {
      this.giveBack();
      return;
    }
    const held = await this.#keeper.renew();
    if (this.#over || held === null) return;
    // Lost while a probe is under way: it goes on, and is renewed as soon as there is room.
    this.#validUntil = held ? askedAt + LEASE_MS : 0;
  }
}
