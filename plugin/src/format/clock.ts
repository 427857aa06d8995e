import { dateTimeFormat } from '@grafana/data';
import type { TimeZone } from '@grafana/schema';
import { momentMs, type Moment } from './moment.ts';
import { DASH } from './number.ts';

const CLOCK = { ms: 'HH:mm:ss.SSS', s: 'HH:mm:ss', min: 'HH:mm' } as const;

/** How finely a clock is read. */
export type ClockPrecision = keyof typeof CLOCK;

function shown(at: Moment, format: string, timeZone: TimeZone | undefined): string {
  const ms = momentMs(at);
  if (ms === undefined) return DASH;
  return dateTimeFormat(ms, timeZone === undefined ? { format } : { format, timeZone });
}

/** The time of day in the dashboard's time zone (the browser's without one): `14:31:08.412`. */
export function clock(at: Moment, timeZone?: TimeZone, precision: ClockPrecision = 'ms'): string {
  return shown(at, CLOCK[precision], timeZone);
}

/** The exact time with its day, for tooltips and lists over several days: `2026-03-09 14:31:08`. */
export function exactTime(at: Moment, timeZone?: TimeZone): string {
  return shown(at, 'YYYY-MM-DD HH:mm:ss', timeZone);
}
