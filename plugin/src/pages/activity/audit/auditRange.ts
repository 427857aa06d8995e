import type { RangeParams } from '../../../hooks/timeRange/timeRangeUrl.ts';

/** The audit is about days, not about hours: what it shows where the address says nothing. */
export const AUDIT_RANGE: RangeParams = { from: 'now-30d', to: 'now' };
