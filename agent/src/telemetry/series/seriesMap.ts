import { labelText, type Labels } from './series.ts';

/** A label set and what is counted for it. */
export interface Entry<L extends string, V> {
  readonly labels: Labels<L>;
  readonly text: string;
  readonly value: V;
}

/** Counts series over all families, so that a limit can be kept. */
export interface SeriesCounter {
  total: number;
}

/** One label's choice on the way to an entry. */
interface Branch<L extends string, V> {
  readonly next: Map<string, Branch<L, V>>;
  entry: Entry<L, V> | null;
}

function branch<L extends string, V>(): Branch<L, V> {
  return { next: new Map(), entry: null };
}

/**
 * The series of one family by their labels. Written for the hot path: label values are few strings that are used again and
 * again, so a map for each label is several times faster than joining them to one key, as prom-client's `inc` does.
 */
export class SeriesMap<L extends string, V> {
  readonly #names: readonly L[];
  readonly #create: () => V;
  readonly #weight: number;
  readonly #counter: SeriesCounter;
  readonly #entries = new Set<Entry<L, V>>();
  #root: Branch<L, V> = branch();

  /** @param weight samples that one entry stands for */
  constructor(names: readonly L[], create: () => V, counter: SeriesCounter, weight: number) {
    this.#names = names;
    this.#create = create;
    this.#counter = counter;
    this.#weight = weight;
  }

  /** What is counted for these labels, made on first use. */
  at(labels: Labels<L>): V {
    const leaf = this.#leaf(labels);
    return (leaf.entry ??= this.#created(labels)).value;
  }

  entries(): Iterable<Entry<L, V>> {
    return this.#entries;
  }

  removeWhere(gone: (labels: Labels<L>) => boolean): void {
    for (const entry of this.#entries) {
      if (!gone(entry.labels)) continue;
      this.#entries.delete(entry);
      this.#counter.total -= this.#weight;
    }
    this.#root = branch();
    for (const entry of this.#entries) this.#leaf(entry.labels).entry = entry;
  }

  #leaf(labels: Labels<L>): Branch<L, V> {
    let at = this.#root;
    for (const name of this.#names) {
      const value = labels[name];
      let next = at.next.get(value);
      if (next === undefined) {
        next = branch();
        at.next.set(value, next);
      }
      at = next;
    }
    return at;
  }

  #created(given: Labels<L>): Entry<L, V> {
    const pairs: Partial<Record<L, string>> = {};
    for (const name of this.#names) pairs[name] = given[name];
    const labels = pairs as Labels<L>;
    const entry = { labels, text: labelText(labels), value: this.#create() };
    this.#entries.add(entry);
    this.#counter.total += this.#weight;
    return entry;
  }
}
