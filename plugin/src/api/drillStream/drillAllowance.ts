/** How many tests a person may still run, as the agent's RateLimit headers say. */
export interface DrillAllowance {
  /** Tests a window. */
  readonly limit: number;
  readonly remaining: number;
  /** Epoch ms at which all of `limit` may be used again. */
  readonly resetAt: number;
}

/** The name of the limit in the headers. */
const POLICY = 'drills';

/** `"drills"; r=7; t=24`, one item of a list, as its parameters; undefined = the header does not name the limit. */
function itemOf(header: string | null): ReadonlyMap<string, number> | undefined {
  const item = header?.split(',').find((part) => part.trim().startsWith(`"${POLICY}"`));
  if (item === undefined) return undefined;
  const parameters = item.split(';').map((part) => part.trim().split('='));
  return new Map(parameters.map(([name = '', value = '']) => [name, Number.parseInt(value, 10)]));
}

function figure(item: ReadonlyMap<string, number> | undefined, name: string): number | undefined {
  const value = item?.get(name);
  return value !== undefined && Number.isFinite(value) ? value : undefined;
}

/**
 * Reads `RateLimit` and `RateLimit-Policy` (draft 8 of the IETF's RateLimit header fields) of an answer.
 * @param now epoch ms of the answer
 */
export function drillAllowance(header: (name: string) => string | null, now: number): DrillAllowance | undefined {
  const left = itemOf(header('ratelimit'));
  const remaining = figure(left, 'r');
  const limit = figure(itemOf(header('ratelimit-policy')), 'q');
  if (remaining === undefined || limit === undefined) return undefined;
  return { limit, remaining, resetAt: now + (figure(left, 't') ?? 0) * 1_000 };
}

/** What is left at `now`: everything again once the window is over. */
export function remainingAt({ limit, remaining, resetAt }: DrillAllowance, now: number): number {
  return now >= resetAt ? limit : remaining;
}
