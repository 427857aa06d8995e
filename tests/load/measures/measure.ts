import type { Bench } from '../bench.ts';
import type { MeasureKey } from '../benchOptions.ts';

/** One line of the table. */
export interface Row {
  readonly label: string;
  readonly unit: string;
  /** One value for each round. */
  readonly values: readonly number[];
  /** The median shall be at most this; absent: reported only. */
  readonly aim?: number;
  /** Shown as it is, for what has no number. */
  readonly note?: string;
}

/** Something that is measured. */
export interface Measure {
  readonly key: MeasureKey;
  readonly title: string;
  /** About how long it takes, in seconds. */
  seconds(bench: Bench): number;
  /** @throws Error when it cannot be taken */
  run(bench: Bench): Promise<Row[]>;
}
