import type { EngineEvent } from '../engine/index.ts';

/** Counts requests whose books are still open, so that a shutdown can wait for the last of them. */
export class OpenRequests {
  #open = 0;
  #waiting: (() => void)[] = [];

  readonly listener = (event: EngineEvent): void => {
    if (event.type === 'request-started') this.#open++;
    else if (event.type === 'request-ended' && event.record.requested !== null) this.#ended();
  };

  /** Resolves when every request that began has been counted. */
  settled(): Promise<void> {
    if (this.#open === 0) return Promise.resolve();
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  #ended(): void {
    this.#open--;
    if (this.#open > 0) return;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resolve of waiting) resolve();
  }
}
