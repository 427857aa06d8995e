import type { MetricFamily } from '@understudy/contract';
import type { Labels, Sample, SampleSource } from './series.ts';
import { SeriesMap, type SeriesCounter } from './seriesMap.ts';

interface Distribution {
  /** Observations by bucket, not cumulative; the last is +Inf. */
  readonly counts: number[];
  sum: number;
}

/** A family of histograms; refuses what is not a finite number of at least 0. */
export class HistogramFamily<L extends string> implements SampleSource {
  readonly #edges: readonly number[];
  readonly #edgeTexts: readonly string[];
  readonly #series: SeriesMap<L, Distribution>;
  readonly #refused: () => void;

  constructor(family: MetricFamily<L>, counter: SeriesCounter, refused: () => void) {
    this.#edges = family.buckets ?? [];
    this.#edgeTexts = [...this.#edges.map(String), '+Inf'];
    const buckets = this.#edgeTexts.length;
    this.#series = new SeriesMap(
      family.labels,
      () => ({ counts: new Array<number>(buckets).fill(0), sum: 0 }),
      counter,
      buckets + 2,
    );
    this.#refused = refused;
  }

  observe(labels: Labels<L>, value: number): void {
    if (!(value >= 0 && value < Infinity)) return this.#refused();
    const distribution = this.#series.at(labels);
    let bucket = 0;
    while (bucket < this.#edges.length && value > (this.#edges[bucket] ?? Infinity)) bucket++;
    distribution.counts[bucket] = (distribution.counts[bucket] ?? 0) + 1;
    distribution.sum += value;
  }

  removeWhere(gone: (labels: Labels<L>) => boolean): void {
    this.#series.removeWhere(gone);
  }

  *samples(): Generator<Sample> {
    for (const { labels, text, value } of this.#series.entries()) {
      let total = 0;
      for (const [bucket, le] of this.#edgeTexts.entries()) {
        total += value.counts[bucket] ?? 0;
        yield { suffix: '_bucket', labels, labelText: text, le, value: total };
      }
      yield { suffix: '_sum', labels, labelText: text, le: null, value: value.sum };
      yield { suffix: '_count', labels, labelText: text, le: null, value: total };
    }
  }
}
