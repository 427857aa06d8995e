const SECOND_MS = 1_000;

/** Writes times of day as ISO 8601, UTC. Keeps the text of the last second: `toISOString` works out the date every time. */
export class IsoTimes {
  #second = NaN;
  /** Up to the point before the milliseconds, included. */
  #text = '';

  /** @param at epoch ms */
  of(at: number): string {
    const second = Math.floor(at / SECOND_MS);
    if (second !== this.#second) {
      this.#text = new Date(second * SECOND_MS).toISOString().slice(0, -4);
      this.#second = second;
    }
    return `${this.#text}${String(Math.floor(at - second * SECOND_MS)).padStart(3, '0')}Z`;
  }
}
