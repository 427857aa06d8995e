import type { EngineEvent, EngineListener } from '../engine/index.ts';

/** Milliseconds that events wait for their batch. */
const BATCH_MS = 10;

/**
 * Hands the engine's events to their listeners in batches: an answer is on its way before its books are written, and the
 * same code runs for many requests in a row, which costs a processor's caches far less than switching between serving and
 * booking with every request. Whoever reads what listeners keep flushes first.
 */
export class DeferredEvents {
  readonly #listeners: EngineListener[] = [];
  #waiting: EngineEvent[] = [];
  #scheduled = false;

  readonly listener: EngineListener = (event) => {
    this.#waiting.push(event);
    if (this.#scheduled) return;
    this.#scheduled = true;
    setTimeout(this.#batchEnds, BATCH_MS);
  };

  listen(listener: EngineListener): void {
    this.#listeners.push(listener);
  }

  /** Hands over what waits, at once: before something is read that listeners keep. */
  flush(): void {
    const events = this.#waiting;
    if (events.length === 0) return;
    this.#waiting = [];
    // One listener after the other, each over the whole batch.
    for (const listener of this.#listeners) for (const event of events) listener(event);
  }

  readonly #batchEnds = (): void => {
    this.#scheduled = false;
    this.flush();
  };
}
