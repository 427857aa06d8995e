/** What happened when, for the reader of a failure. */
export class Timeline {
  readonly #start = Date.now();
  readonly #lines: string[] = [];

  /** @param at milliseconds since the epoch */
  note(what: string, at: number = Date.now()): void {
    const seconds = ((at - this.#start) / 1_000).toFixed(1).padStart(6);
    this.#lines.push(`${seconds} s  ${what}`);
  }

  toString(): string {
    return this.#lines.join('\n');
  }
}
