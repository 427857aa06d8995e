/** Rows of a text that are kept. */
interface TextRows {
  newest: number;
  count: number;
}

/**
 * A column of texts, by their numbers in a `TextTable`. Rows are numbered in the order in which they came; the newest `capacity` of
 * them are kept. Each names the row before it with the same text, so that the rows of a rare text are found without looking at the
 * others.
 */
export class TextColumn {
  readonly #capacity: number;
  readonly #numbers: Uint32Array;
  /** How many rows back the same text was; 0 = that row is not kept. */
  readonly #back: Uint32Array;
  readonly #rows = new Map<number, TextRows>();

  constructor(capacity: number) {
    this.#capacity = capacity;
    this.#numbers = new Uint32Array(capacity);
    this.#back = new Uint32Array(capacity);
  }

  /** The number in a slot, which is a row's number modulo the capacity. */
  at(slot: number): number {
    return this.#numbers[slot] ?? 0;
  }

  /** Forgets the row that is overwritten next, and returns the number that it held. */
  forget(slot: number): number {
    const number = this.at(slot);
    const rows = this.#rows.get(number);
    if (rows !== undefined && --rows.count === 0) this.#rows.delete(number);
    return number;
  }

  /** Rows must rise one by one; what the slot held before has been forgotten. */
  put(row: number, number: number): void {
    const slot = row % this.#capacity;
    const rows = this.#rows.get(number);
    this.#numbers[slot] = number;
    this.#back[slot] = rows === undefined ? 0 : row - rows.newest;
    if (rows === undefined) this.#rows.set(number, { newest: row, count: 1 });
    else {
      rows.newest = row;
      rows.count += 1;
    }
  }

  /** How many of the kept rows hold a number. */
  count(number: number): number {
    return this.#rows.get(number)?.count ?? 0;
  }

  /** The newest row that holds a number; -1 = there is none. */
  newest(number: number): number {
    return this.#rows.get(number)?.newest ?? -1;
  }

  /** The row before a kept one that holds the same number; -1 = there is none. It may have been overwritten meanwhile. */
  before(row: number): number {
    const back = this.#back[row % this.#capacity] ?? 0;
    return back === 0 ? -1 : row - back;
  }
}
