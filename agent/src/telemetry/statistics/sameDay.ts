/**
 * Tells whether a moment lies on the same local day as `now`, days of 23 and 25 hours included.
 * @throws RangeError for an unknown time zone
 */
export function sameDay(tz: string, now: number): (epochMs: number) => boolean {
  const format = new Intl.DateTimeFormat('en-CA', { timeZone: tz, year: 'numeric', month: '2-digit', day: '2-digit' });
  const today = format.format(now);
  return (epochMs) => format.format(epochMs) === today;
}
