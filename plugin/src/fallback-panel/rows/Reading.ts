import type { Field } from '@grafana/data';
import type { Column } from './Column.ts';
import type { Measure } from './measure.ts';
import { Series } from './Series.ts';

/** What a column says of one model (and one of its fallbacks, where the data tells them apart). */
export interface ModelSeries {
  readonly model: string;
  readonly fallback: string | undefined;
  readonly series: Series;
  /** The row of its newest value. */
  index: number;
}

/** Fields of the same frame that say what a column's numbers are about, where labels don't. */
export interface Beside {
  readonly model?: Field | undefined;
  readonly fallback?: Field | undefined;
  /** The model is the column's own name: nothing says that it is one. */
  readonly nameless?: boolean;
  /** What a column of measures says of these rows. */
  readonly measure?: Measure | undefined;
}

/** A column of numbers, by model. */
export class Reading {
  readonly column: Column;
  readonly beside: Beside;
  /** It says by a sign or a unit that its values are percents. */
  percent: boolean;
  readonly #byName = new Map<string, ModelSeries>();

  constructor(column: Column, beside: Beside = {}) {
    this.column = column;
    this.beside = beside;
    this.percent = column.field.config.unit === 'percent' || column.names.some((name) => /%|percent|pct/i.test(name));
  }

  seriesOf(model: string, fallback: string | undefined, index: number): Series {
    const key = fallback === undefined ? model : `${model}\n${fallback}`;
    const known = this.#byName.get(key);
    if (known) {
      known.index = index;
      return known.series;
    }
    const made = { model, fallback, series: new Series(), index };
    this.#byName.set(key, made);
    return made.series;
  }

  get models(): readonly ModelSeries[] {
    return [...this.#byName.values()];
  }

  /** The highest of all its values. */
  get highest(): number {
    return this.models.reduce((most, { series }) => Math.max(most, series.highest), -Infinity);
  }
}
