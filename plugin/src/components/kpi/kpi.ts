/** One figure of the day. */
export interface Kpi {
  readonly label: string;
  readonly value: string;
  /** What it is compared with. */
  readonly note: string;
  /** A point an hour; null = still to come. */
  readonly trend?: readonly (number | null)[];
  readonly tone?: 'warning' | 'error';
  /** What the figure means, where its name does not say it. */
  readonly help?: string;
}
