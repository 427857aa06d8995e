import type { MetricFamily } from '@understudy/contract';
import type { Labels, Sample, SampleSource } from './series.ts';
import { SeriesMap, type SeriesCounter } from './seriesMap.ts';

/** A family of counters. Refuses what would poison it: one NaN stays in a sum until the process restarts. */
export class CounterFamily<L extends string> implements SampleSource {
  readonly #series: SeriesMap<L, { sum: number }>;
  readonly #refused: () => void;

  /** @param refused told about each value that is not a finite number of at least 0 */
  constructor(family: MetricFamily<L>, counter: SeriesCounter, refused: () => void) {
    this.#series = new SeriesMap(family.labels, () => ({ sum: 0 }), counter, 1);
    this.#refused = refused;
  }

  /** Adding 0 makes the series appear. */
  add(labels: Labels<L>, by = 1): void {
    if (!(by >= 0 && by < Infinity)) return this.#refused();
    this.#series.at(labels).sum += by;
  }

  removeWhere(gone: (labels: Labels<L>) => boolean): void {
    this.#series.removeWhere(gone);
  }

  *samples(): Generator<Sample> {
    for (const { labels, text, value } of this.#series.entries()) {
      yield { suffix: '', labels, labelText: text, le: null, value: value.sum };
    }
  }
}
