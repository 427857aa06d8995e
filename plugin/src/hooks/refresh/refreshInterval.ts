import { rangeUtil } from '@grafana/data';

/** What a person may choose, in Grafana's own words. */
export const REFRESH_INTERVALS: readonly string[] = ['10s', '30s', '1m', '5m'];

/** Where the address says nothing. */
export const DEFAULT_INTERVAL = '30s';

/** Grafana's word for a refresh that is paused. */
export const PAUSED = '';

/** What the address says (`refresh=1m`, `refresh=off`), as the picker has it. Anything else is the default. */
export function intervalOf(param: string | null): string {
  if (param === 'off') return PAUSED;
  return param !== null && REFRESH_INTERVALS.includes(param) ? param : DEFAULT_INTERVAL;
}

/** What the address is to say of `interval`; undefined = nothing, it is the default. */
export function paramOf(interval: string): string | undefined {
  if (interval === DEFAULT_INTERVAL) return undefined;
  return interval === PAUSED ? 'off' : interval;
}

/** Milliseconds between two questions; false = paused. */
export function intervalMs(interval: string): number | false {
  return interval === PAUSED ? false : rangeUtil.intervalToMs(interval);
}
