/** The newest `capacity` items. */
export class Ring<T> {
  readonly #capacity: number;
  readonly #items: T[] = [];
  #next = 0;

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  push(item: T): void {
    this.#items[this.#next] = item;
    this.#next = (this.#next + 1) % this.#capacity;
  }

  /** From the newest to the oldest. */
  *newestFirst(): Generator<T> {
    for (let back = 1; back <= this.#items.length; back++) {
      const item = this.#items[(this.#next - back + this.#items.length) % this.#items.length];
      if (item !== undefined) yield item;
    }
  }
}
