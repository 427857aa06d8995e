import type { FieldMapping } from '../rows/index.ts';

/** Columns that can be sorted by. */
export const SORT_KEYS = ['rate', 'count', 'cost', 'model', 'fallback'] as const;
export type SortKey = (typeof SORT_KEYS)[number];

/** What stands beside the rate: the trend where the data is a time series, else the bar; or always the same. */
export const BESIDE_RATE = ['auto', 'bar', 'trend', 'none'] as const;
export type BesideRate = (typeof BESIDE_RATE)[number];

/** The panel's options as a dashboard stores them. */
export interface PanelOptions {
  readonly columns: {
    readonly fallback: boolean;
    readonly count: boolean;
    readonly cost: boolean;
    readonly besideRate: BesideRate;
  };
  readonly thresholds: {
    /** A rate above this is amber (percent). */
    readonly ratePercent: number;
    /** A cost above this is amber (times the primary's). */
    readonly costMultiplier: number;
  };
  readonly fields: FieldMapping;
  readonly display: {
    readonly sortBy: SortKey;
    readonly descending: boolean;
    readonly badges: boolean;
    readonly footnote: boolean;
    /** Models without a fallback in the range are listed too. */
    readonly quietModels: boolean;
    /** Three letters. */
    readonly currency: string;
    /** Units of the currency for one USD. */
    readonly currencyRate: number;
    readonly linkToChain: boolean;
  };
}

/** The thresholds are those of the configuration document (`warnings`), which a panel cannot read. */
export const DEFAULT_OPTIONS: PanelOptions = {
  columns: { fallback: true, count: true, cost: true, besideRate: 'auto' },
  thresholds: { ratePercent: 10, costMultiplier: 2 },
  fields: { rateScale: 'auto', reducer: 'last' },
  display: {
    sortBy: 'rate',
    descending: true,
    badges: true,
    footnote: true,
    quietModels: true,
    currency: 'USD',
    currencyRate: 1,
    linkToChain: true,
  },
};
