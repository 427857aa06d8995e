import type { DrillLimit } from '@understudy/contract';

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
 * How many tests are left, as the answer to one says in `RateLimit` and `RateLimit-Policy` (draft 8 of the IETF's RateLimit
 * header fields). `listDrills` says it too, but of the token that reads, which in Grafana may be another than the one that
 * runs tests.
 */
export function drillLimit(header: (name: string) => string | null): DrillLimit | undefined {
  const left = itemOf(header('ratelimit'));
  const remaining = figure(left, 'r');
  const limit = figure(itemOf(header('ratelimit-policy')), 'q');
  if (remaining === undefined || limit === undefined) return undefined;
  return { limit, remaining, resetSeconds: figure(left, 't') ?? 0 };
}
