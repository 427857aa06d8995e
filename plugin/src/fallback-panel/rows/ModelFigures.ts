import type { Reducer } from './FieldMapping.ts';
import { isAdditive, type Measure } from './measure.ts';
import { Series } from './Series.ts';

type Target = string | undefined;

function joined(all: readonly Series[]): Series {
  const one = new Series();
  for (const series of all) one.append(series);
  return one;
}

/** All that the data says of one model, by measure and by the fallback that it names with it. */
export class ModelFigures {
  readonly #series = new Map<Measure, Map<Target, Series>>();
  readonly #named = new Set<string>();
  readonly #reducer: Reducer;

  constructor(reducer: Reducer) {
    this.#reducer = reducer;
  }

  /** Takes a series over: it may be changed from now on. */
  add(measure: Measure, fallback: Target, series: Series): void {
    if (fallback !== undefined) this.#named.add(fallback);
    const targets = this.#series.get(measure) ?? new Map<Target, Series>();
    const known = targets.get(fallback);
    if (known) known.append(series);
    else targets.set(fallback, series);
    this.#series.set(measure, targets);
  }

  /** One value a fallback. */
  byTarget(measure: Measure): Map<Target, number> {
    const values = new Map<Target, number>();
    for (const [target, series] of this.#series.get(measure) ?? []) {
      const value = series.reduced(this.#reducer, isAdditive(measure));
      if (value !== undefined) values.set(target, value);
    }
    return values;
  }

  /** One value for all fallbacks together. */
  sum(measure: Measure): number | undefined {
    const values = [...this.byTarget(measure).values()];
    if (values.length === 0) return undefined;
    // A list by fallback repeats the model's total on each line.
    const repeated = measure === 'total' && values.every((value) => value === values[0]);
    return repeated ? values[0] : values.reduce((total, value) => total + value, 0);
  }

  /** Fallbacks, the one that served most first; where none served, the one that would. */
  fallbacks(): string[] {
    const served = this.byTarget('served');
    const weights = served.size > 0 ? served : this.byTarget('fallbacks');
    const weight = (name: string): number => weights.get(name) ?? 0;
    const all = [...this.#named].sort((a, b) => weight(b) - weight(a));
    const used = all.filter((name) => !weights.has(name) || weight(name) > 0);
    return used.length > 0 ? used : all.slice(0, 1);
  }

  /** A measure over time, where it is a time series. */
  moments(measure: Measure): { readonly times: readonly number[]; readonly values: readonly number[] } | undefined {
    const [first, ...others] = this.#series.get(measure)?.values() ?? [];
    if (!first) return undefined;
    const moments = (others.length > 0 ? joined([first, ...others]) : first).moments(isAdditive(measure));
    return moments.times.length > 1 ? moments : undefined;
  }
}
