import { getTimeZone } from '@grafana/data';

/** The time zone of the signed-in person, as IANA names it: what the agent counts a day in. */
export function ianaTimeZone(): string {
  const zone = getTimeZone();
  if (zone === 'utc') return 'UTC';
  return zone === '' || zone === 'browser' ? Intl.DateTimeFormat().resolvedOptions().timeZone : zone;
}
