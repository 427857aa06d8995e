/** Milliseconds between two lines about lost spans: a collector that is away must not fill the log. */
const QUIET_MS = 60_000;

/** Who hears of lost spans. */
export interface LossReportOptions {
  readonly clock: { now(): number };
  /** Hears of every loss, for a counter. */
  readonly onLost: (count: number) => void;
  /** Hears once a minute, with all that was lost since. */
  readonly tell: (fields: { readonly lost: number; readonly reason: string }) => void;
}

/** Counts lost spans, and tells of them now and then. */
export class LossReport {
  readonly #options: LossReportOptions;
  #untold = 0;
  #quietUntil = -Infinity;

  constructor(options: LossReportOptions) {
    this.#options = options;
  }

  readonly note = (count: number, reason: string): void => {
    const { clock, onLost, tell } = this.#options;
    onLost(count);
    this.#untold += count;
    const now = clock.now();
    if (now < this.#quietUntil) return;
    tell({ lost: this.#untold, reason });
    this.#untold = 0;
    this.#quietUntil = now + QUIET_MS;
  };
}
