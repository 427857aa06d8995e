const QUARTER_MS = 15 * 60_000;
const MAX_ZONES = 16;
const MAX_REMEMBERED = 10_000;

/** A local day. */
export interface DayBounds {
  /** `YYYY-MM-DD`. */
  readonly day: string;
  /** Epoch ms. */
  readonly start: number;
  /** Epoch ms at which the next day begins. */
  readonly end: number;
}

/** Which local day a moment lies on, in one time zone; days of 23 and 25 hours included. */
export class LocalDays {
  readonly #format: Intl.DateTimeFormat;
  readonly #clock: Intl.DateTimeFormat;
  /** By quarter of an hour: every zone in use is off UTC by whole quarters. Formatting a date is slow. */
  readonly #remembered = new Map<number, string>();

  /** @throws RangeError for an unknown time zone */
  constructor(tz: string) {
    this.#format = new Intl.DateTimeFormat('en-CA', {
      timeZone: tz,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
    });
    this.#clock = new Intl.DateTimeFormat('en-GB', {
      timeZone: tz,
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
  }

  /** Time of day, HH:MM. */
  clock(epochMs: number): string {
    return this.#clock.format(epochMs);
  }

  /** The day that a moment lies on. */
  bounds(epochMs: number): DayBounds {
    const day = this.of(epochMs);
    let start = Math.floor(epochMs / QUARTER_MS) * QUARTER_MS;
    let end = start + QUARTER_MS;
    while (this.of(start - QUARTER_MS) === day) start -= QUARTER_MS;
    while (this.of(end) === day) end += QUARTER_MS;
    return { day, start, end };
  }

  /** `YYYY-MM-DD`. */
  of(epochMs: number): string {
    const quarter = Math.floor(epochMs / QUARTER_MS);
    const known = this.#remembered.get(quarter);
    if (known !== undefined) return known;
    const day = this.#format.format(quarter * QUARTER_MS);
    if (this.#remembered.size >= MAX_REMEMBERED) this.#remembered.clear();
    this.#remembered.set(quarter, day);
    return day;
  }

  /** The last `count` days, `now` included, oldest first. */
  last(count: number, now: number): readonly string[] {
    const today = Date.parse(`${this.of(now)}T00:00:00Z`);
    return Array.from({ length: count }, (_, index) =>
      new Date(today - (count - 1 - index) * 86_400_000).toISOString().slice(0, 10),
    );
  }
}

const zones = new Map<string, LocalDays>();

/**
 * The days of a time zone, remembered between calls.
 * @throws RangeError for an unknown time zone
 */
export function localDays(tz: string): LocalDays {
  const known = zones.get(tz);
  if (known !== undefined) return known;
  const days = new LocalDays(tz);
  if (zones.size >= MAX_ZONES) zones.clear();
  zones.set(tz, days);
  return days;
}
