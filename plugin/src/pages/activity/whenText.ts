import { dateTimeFormat } from '@grafana/data';
import { t } from '@grafana/i18n';
import { clock, momentMs, type ClockPrecision } from '../../format/format.ts';

const DAY_MS = 86_400_000;

function dayOf(ms: number, timeZone: string): string {
  return dateTimeFormat(ms, { format: 'YYYY-MM-DD', timeZone });
}

/** When something was: today its time alone, "Yesterday 14:02", or with its date. */
export function whenText(at: string, timeZone: string, precision: ClockPrecision, now: number = Date.now()): string {
  const ms = momentMs(at);
  if (ms === undefined) return clock(at, timeZone, precision);
  const day = dayOf(ms, timeZone);
  const time = clock(at, timeZone, precision);
  if (day === dayOf(now, timeZone)) return time;
  const short = clock(at, timeZone, precision === 'ms' ? 's' : 'min');
  if (day === dayOf(now - DAY_MS, timeZone)) return t('activity.yesterday', 'Yesterday {{- time}}', { time: short });
  return `${day} ${short}`;
}
