import type { FallbackStats } from '@understudy/contract';
import type { OverviewRow } from '../overviewRow.ts';

/** The counts above the table, over all of its lines. */
export function fleetSummary(rows: readonly OverviewRow[]): FallbackStats['summary'] {
  return {
    modelsWithFallback: rows.filter((row) => row.fallbackCount > 0).length,
    fallbacksToday: rows.reduce((sum, row) => sum + row.fallbackCount, 0),
    modelsExceeding2x: rows.filter((row) => row.exceeds2x).length,
  };
}
