import { DASH, decimal, isFigure, type Figure } from './number.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Seconds stay seconds for ten minutes: deadlines and waits are set and compared in them. */
function coarse(ms: number): string | undefined {
  if (ms < 10 * MINUTE) return undefined;
  if (ms < 2 * HOUR) return `${decimal(ms / MINUTE, 1)} min`;
  return ms < 2 * DAY ? `${decimal(ms / HOUR, 1)} h` : `${decimal(ms / DAY, 1)} days`;
}

/** How long something took: `310 ms`, `1.4 s`, `125 s`, `12 min`. */
export function duration(ms: Figure): string {
  if (!isFigure(ms)) return DASH;
  if (ms > 0 && ms < 0.5) return '<1 ms';
  if (Math.round(ms) < SECOND) return `${decimal(ms, 0)} ms`;
  return coarse(ms) ?? `${(ms / SECOND).toFixed(ms < 99_950 ? 1 : 0)} s`;
}

/** How long is waited, as it was set: `14 s`, `2.25 s`, `0 s`, `34.1 min`. */
export function waits(ms: Figure): string {
  if (!isFigure(ms)) return DASH;
  return coarse(ms) ?? `${decimal(ms / SECOND, 2)} s`;
}

/** What is left until a moment, by the second: `0:41`, `3:05`, `1:02:03`; past is `0:00`. */
export function countdown(ms: Figure): string {
  if (!isFigure(ms)) return DASH;
  const seconds = Math.max(0, Math.ceil(ms / SECOND));
  const two = (part: number): string => String(part).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  const clock = `${hours ? two(minutes) : minutes}:${two(seconds % 60)}`;
  return hours ? `${hours}:${clock}` : clock;
}
