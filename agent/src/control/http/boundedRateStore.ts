import type { IncrementResponse, Store } from 'express-rate-limit';

interface Window {
  hits: number;
  readonly endsAt: number;
}

/** Callers beyond the bound share one count. */
const OVERFLOW = '';

/**
 * Counts requests in one window of fixed length a key, for at most `maxKeys` keys at once: who may name users freely must
 * fill no memory. Windows that are over are dropped as new ones come, so it needs no timer.
 */
export class BoundedRateStore implements Store {
  readonly localKeys = true;
  readonly #windowMs: number;
  readonly #maxKeys: number;
  readonly #now: () => number;
  /** In the order of their ends, as all are equally long. */
  readonly #windows = new Map<string, Window>();

  /** @param now milliseconds since 1970: what `resetTime` is compared with */
  constructor(options: { readonly windowMs: number; readonly maxKeys: number; readonly now: () => number }) {
    this.#windowMs = options.windowMs;
    this.#maxKeys = options.maxKeys;
    this.#now = options.now;
  }

  get size(): number {
    return this.#windows.size;
  }

  increment(key: string): IncrementResponse {
    const now = this.#now();
    this.#dropEnded(now);
    const counted = this.#counted(key);
    const window = this.#windows.get(counted) ?? { hits: 0, endsAt: now + this.#windowMs };
    window.hits += 1;
    this.#windows.set(counted, window);
    return { totalHits: window.hits, resetTime: new Date(window.endsAt) };
  }

  /** The window of a key as it stands, counting nothing; null = none is open. */
  peek(key: string): IncrementResponse | null {
    const now = this.#now();
    const window = this.#windows.get(this.#counted(key));
    if (window === undefined || window.endsAt <= now || window.endsAt > now + this.#windowMs) return null;
    return { totalHits: window.hits, resetTime: new Date(window.endsAt) };
  }

  decrement(key: string): void {
    const window = this.#windows.get(key);
    if (window !== undefined && window.hits > 0) window.hits -= 1;
  }

  resetKey(key: string): void {
    this.#windows.delete(key);
  }

  #counted(key: string): string {
    return this.#windows.has(key) || this.#windows.size < this.#maxKeys ? key : OVERFLOW;
  }

  #dropEnded(now: number): void {
    for (const [key, { endsAt }] of this.#windows) {
      // A clock that was set back must not keep a window for hours.
      if (endsAt > now && endsAt <= now + this.#windowMs) return;
      this.#windows.delete(key);
    }
  }
}
