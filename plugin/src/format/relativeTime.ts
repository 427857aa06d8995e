import { momentMs, type Moment } from './moment.ts';
import { DASH } from './number.ts';

const UNITS = [
  { limit: 60, seconds: 1, one: 's', many: 's' },
  { limit: 3600, seconds: 60, one: 'min', many: 'min' },
  { limit: 86_400, seconds: 3600, one: 'h', many: 'h' },
  { limit: 90 * 86_400, seconds: 86_400, one: 'day', many: 'days' },
  { limit: 730 * 86_400, seconds: 30 * 86_400, one: 'month', many: 'months' },
  { limit: Infinity, seconds: 365 * 86_400, one: 'year', many: 'years' },
] as const;

/** How long ago, or in how long: `6 s ago`, `3 days ago`, `in 24 s`. Show the exact time beside it, in a tooltip. */
export function relativeTime(at: Moment, now: number = Date.now()): string {
  const ms = momentMs(at);
  if (ms === undefined) return DASH;
  const ahead = ms > now;
  const seconds = Math.abs(ms - now) / 1000;
  const unit = UNITS.find(({ limit }) => seconds < limit) ?? UNITS[5];
  const amount = ahead ? Math.ceil(seconds / unit.seconds) : Math.floor(seconds / unit.seconds);
  const text = `${amount} ${amount === 1 ? unit.one : unit.many}`;
  return ahead ? `in ${text}` : `${text} ago`;
}
