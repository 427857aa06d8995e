/** A point in time as the agent or Grafana gives it: milliseconds since 1970 or an ISO 8601 text. */
export type Moment = number | string | Date | null | undefined;

/** Milliseconds since 1970, `undefined` where it is no time. */
export function momentMs(at: Moment): number | undefined {
  if (at === null || at === undefined || at === '') return undefined;
  const ms = new Date(at).getTime();
  return Number.isFinite(ms) ? ms : undefined;
}
