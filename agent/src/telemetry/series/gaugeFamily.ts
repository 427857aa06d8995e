import { labelText, type Labels, type Sample, type SampleSource } from './series.ts';

/** One row of a gauge. */
export type Reading<L extends string> = readonly [labels: Labels<L>, value: number];

/**
 * A family of gauges that is read at scrape time and keeps nothing: state that lapses without an event is right, and what
 * left the configuration is gone. Values that are not finite are left out.
 */
export class GaugeFamily<L extends string> implements SampleSource {
  readonly #read: () => Iterable<Reading<L>>;

  constructor(read: () => Iterable<Reading<L>>) {
    this.#read = read;
  }

  /**
   * Two rows with the same labels would make the whole scrape invalid: the first one counts. Read one by one, so that whoever
   * asks can let others have their turn in between.
   */
  *samples(): Generator<Sample> {
    const shown = new Set<string>();
    for (const [labels, value] of this.#read()) {
      if (!Number.isFinite(value)) continue;
      const text = labelText(labels);
      if (shown.has(text)) continue;
      shown.add(text);
      yield { suffix: '', labels, labelText: text, le: null, value };
    }
  }
}
