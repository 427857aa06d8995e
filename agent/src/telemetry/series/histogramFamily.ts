import type { MetricFamily } from '@understudy/contract';
import type { Exemplar, Labels, Sample, SampleSource } from './series.ts';
import { SeriesMap, type SeriesCounter } from './seriesMap.ts';

/** A label of another form can break the whole scrape (it would be longer than 128 characters, or `undefined`). */
const TRACE_ID = /^[0-9a-f]{32}$/;

interface Distribution {
  /** Observations by bucket, not cumulative; the last is +Inf. */
  readonly counts: number[];
  sum: number;
  /** The latest of each bucket; null until there is one. */
  exemplars: (Exemplar | undefined)[] | null;
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
      () => ({ counts: new Array<number>(buckets).fill(0), sum: 0, exemplars: null }),
      counter,
      buckets + 2,
    );
    this.#refused = refused;
  }

  /** @param trace a trace that holds what was observed, and when it was (seconds since the epoch) */
  observe(labels: Labels<L>, value: number, trace: Omit<Exemplar, 'value'> | null = null): void {
    if (!(value >= 0 && value < Infinity)) return this.#refused();
    const distribution = this.#series.at(labels);
    let bucket = 0;
    while (bucket < this.#edges.length && value > (this.#edges[bucket] ?? Infinity)) bucket++;
    distribution.counts[bucket] = (distribution.counts[bucket] ?? 0) + 1;
    distribution.sum += value;
    if (trace === null || !TRACE_ID.test(trace.traceId)) return;
    distribution.exemplars ??= [];
    distribution.exemplars[bucket] = { ...trace, value };
  }

  removeWhere(gone: (labels: Labels<L>) => boolean): void {
    this.#series.removeWhere(gone);
  }

  *samples(): Generator<Sample> {
    for (const { labels, text, value } of this.#series.entries()) {
      let total = 0;
      for (const [bucket, le] of this.#edgeTexts.entries()) {
        total += value.counts[bucket] ?? 0;
        const exemplar = value.exemplars?.[bucket];
        const sample = { suffix: '_bucket', labels, labelText: text, le, value: total } as const;
        yield exemplar === undefined ? sample : { ...sample, exemplar };
      }
      yield { suffix: '_sum', labels, labelText: text, le: null, value: value.sum };
      yield { suffix: '_count', labels, labelText: text, le: null, value: total };
    }
  }
}
