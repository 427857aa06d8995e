const QUARTER_MS = 15 * 60_000;
const MAX_ZONES = 16;
const MAX_REMEMBERED = 10_000;

/** Which local day a moment lies on, in one time zone; days of 23 and 25 hours included. */
export class LocalDays {
  readonly #format: Intl.DateTimeFormat;
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
