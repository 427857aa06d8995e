/** The newest `capacity` items. */
export class Ring<T> {
  readonly #capacity: number;
  readonly #items: T[] = [];
  #next = 0;
  #pushed = 0;

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  /** Items that ever came. */
  get pushed(): number {
    return this.#pushed;
  }

  push(item: T): void {
    this.#items[this.#next] = item;
    this.#next = (this.#next + 1) % this.#capacity;
    this.#pushed++;
  }

  /** The item before which `pushed` was `number`; undefined = it is not kept, and neither are those before it. */
  at(number: number): T | undefined {
    const back = this.#pushed - number;
    if (back > this.#items.length) return undefined;
    return this.#items[(this.#next - back + this.#items.length) % this.#items.length];
  }
}
