import type { Clock } from '../engine/index.ts';

/** How long work may hold the event loop at a stretch. */
export interface SlicesOptions {
  /** Milliseconds after which a pause is due; default 0.5: requests that wait hardly notice. */
  readonly sliceMs?: number;
  /** Default: the process's own. */
  readonly clock?: Pick<Clock, 'now'>;
  /** Lets the event loop run; default `setImmediate`. */
  readonly pause?: () => Promise<void>;
}

const immediately = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Cuts work that answers one question into slices between which the event loop serves others. */
export class Slices {
  readonly #options: Required<SlicesOptions>;
  #end: number;

  constructor(options: SlicesOptions = {}) {
    this.#options = { sliceMs: 0.5, clock: performance, pause: immediately, ...options };
    this.#end = this.#options.clock.now() + this.#options.sliceMs;
  }

  /** Whether a pause is due: asked within loops, so that a promise is made for a pause only. */
  get over(): boolean {
    return this.#options.clock.now() >= this.#end;
  }

  /** Gives others their turn, and begins the next slice. */
  async pause(): Promise<void> {
    await this.#options.pause();
    this.#end = this.#options.clock.now() + this.#options.sliceMs;
  }

  /** A pause where one is due. */
  async breathe(): Promise<void> {
    if (this.over) await this.pause();
  }
}
