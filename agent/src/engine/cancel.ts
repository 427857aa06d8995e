/** Why work was called off: the client left, the whole-request deadline passed, or the process is shutting down. */
export type CancelReason = 'client' | 'deadline' | 'shutdown';

/**
 * A one-shot cancellation. Lighter than `AbortSignal`, of which the hot path would need several a request:
 * creating and listening to one costs microseconds of EventTarget work.
 */
export class Cancel {
  #reason: CancelReason | null = null;
  #listeners: (() => void)[] = [];

  get reason(): CancelReason | null {
    return this.#reason;
  }

  /** Runs `listener` once when cancelled, or at once if it already was. Returns how to stop listening. */
  onCancel(listener: () => void): () => void {
    if (this.#reason !== null) {
      listener();
      return () => undefined;
    }
    this.#listeners.push(listener);
    return () => {
      const at = this.#listeners.indexOf(listener);
      if (at >= 0) this.#listeners.splice(at, 1);
    };
  }

  cancel(reason: CancelReason): void {
    if (this.#reason !== null) return;
    this.#reason = reason;
    const listeners = this.#listeners;
    this.#listeners = [];
    for (const listener of listeners) listener();
  }
}
