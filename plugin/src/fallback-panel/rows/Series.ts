import type { Reducer } from './FieldMapping.ts';

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function mean(values: readonly number[]): number {
  return sum(values) / values.length;
}

/** Values with their times (ms; 0 outside time series), in the order in which the data has them. */
export class Series {
  readonly #times: number[] = [];
  readonly #values: number[] = [];
  #ascending = true;

  push(time: number, value: number): void {
    const newest = this.#times.at(-1);
    if (newest !== undefined && time <= newest) this.#ascending = false;
    this.#times.push(time);
    this.#values.push(value);
  }

  append(other: Series): void {
    other.#values.forEach((value, index) => this.push(other.#times[index] ?? 0, value));
  }

  /** The highest value. */
  get highest(): number {
    return this.#values.reduce((most, value) => Math.max(most, value), -Infinity);
  }

  /** Oldest first, one value a moment: several are summed, or averaged where a sum means nothing. */
  moments(additive: boolean): { readonly times: readonly number[]; readonly values: readonly number[] } {
    if (this.#ascending) return { times: this.#times, values: this.#values };
    const joined = new Map<number, number[]>();
    this.#values.forEach((value, index) => {
      const time = this.#times[index] ?? 0;
      const known = joined.get(time);
      if (known) known.push(value);
      else joined.set(time, [value]);
    });
    const times = [...joined.keys()].sort((a, b) => a - b);
    const join = additive ? sum : mean;
    return { times, values: times.map((time) => join(joined.get(time) ?? [])) };
  }

  /** One value for all of it. What has no sum is averaged in its place. */
  reduced(reducer: Reducer, additive: boolean): number | undefined {
    const { values } = this.moments(additive);
    if (values.length === 0) return undefined;
    switch (reducer) {
      case 'last':
        return values.at(-1);
      case 'max':
        return values.reduce((most, value) => Math.max(most, value));
      case 'mean':
        return mean(values);
      case 'sum':
        return additive ? sum(values) : mean(values);
    }
  }
}
