import type { FallbackStats } from '@understudy/contract';
import type { DisplayCurrency } from '../../format/format.ts';
import type { OverviewRow } from './overviewRow.ts';

/** What the table and its surroundings show. */
export interface OverviewTable {
  /** One page. */
  readonly rows: readonly OverviewRow[];
  /** Models that match, on all pages. */
  readonly total: number;
  readonly pageSize: number;
  readonly summary: FallbackStats['summary'];
  readonly warnings: { readonly fallbackRate: number; readonly costMultiplier: number };
  readonly currency: DisplayCurrency;
  /** The day that the figures are about; absent = the page's time range. */
  readonly day?: { readonly from: string; readonly tz: string };
  /** Chains can be tested from here: on one agent. */
  readonly drills: boolean;
}
