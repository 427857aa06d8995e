/**
 * Texts by small numbers, counted by their uses, so that a table of 100,000 rows holds each text once and a text that no row
 * uses any more is forgotten. 0 stands for null.
 */
export class TextTable {
  readonly #numbers = new Map<string, number>();
  readonly #texts: (string | null)[] = [null];
  readonly #uses: number[] = [0];
  readonly #free: number[] = [];

  /** The number of a text, for one more use. */
  use(text: string | null): number {
    if (text === null) return 0;
    const known = this.#numbers.get(text);
    if (known !== undefined) {
      this.#uses[known] = (this.#uses[known] ?? 0) + 1;
      return known;
    }
    const number = this.#free.pop() ?? this.#texts.length;
    this.#texts[number] = text;
    this.#uses[number] = 1;
    this.#numbers.set(text, number);
    return number;
  }

  /** Ends one use. */
  release(number: number): void {
    const text = this.#texts[number];
    if (number === 0 || typeof text !== 'string') return;
    const left = (this.#uses[number] ?? 1) - 1;
    this.#uses[number] = left;
    if (left > 0) return;
    this.#numbers.delete(text);
    this.#texts[number] = null;
    this.#free.push(number);
  }

  /** The number of a text that is in use; null = nobody uses it. */
  find(text: string): number | null {
    return this.#numbers.get(text) ?? null;
  }

  text(number: number): string | null {
    return this.#texts[number] ?? null;
  }

  /** Texts in use. */
  get size(): number {
    return this.#numbers.size;
  }
}
