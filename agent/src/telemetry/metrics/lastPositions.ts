import type { Clock, RequestRecord } from '../../engine/index.ts';

/** Milliseconds without an answer after which the last position says nothing any more. */
const IDLE_MS = 5 * 60_000;

/** Which position of its chain answered a model last. */
export class LastPositions {
  readonly #clock: Pick<Clock, 'now'>;
  readonly #byModel = new Map<string, { position: number; at: number }>();

  constructor(clock: Pick<Clock, 'now'>) {
    this.#clock = clock;
  }

  record({ model, outcome, exhausted, servedPosition }: RequestRecord): void {
    const position = outcome === 'success' ? servedPosition : exhausted ? -1 : null;
    if (position === null) return;
    const known = this.#byModel.get(model);
    if (known === undefined) {
      this.#byModel.set(model, { position, at: this.#clock.now() });
      return;
    }
    known.position = position;
    known.at = this.#clock.now();
  }

  /** -1 = all failed; null = idle or never asked. */
  of(model: string): number | null {
    const last = this.#byModel.get(model);
    return last === undefined || this.#clock.now() - last.at > IDLE_MS ? null : last.position;
  }

  keepOnly(models: { has(model: string): boolean }): void {
    for (const model of this.#byModel.keys()) {
      if (!models.has(model)) this.#byModel.delete(model);
    }
  }
}
