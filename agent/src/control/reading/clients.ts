import type { ClientSort, ClientSummary, EndpointQuery, EndpointResult, listClients } from '@understudy/contract';
import { readWindow, visitRows, type WindowPorts } from './statisticsWindow.ts';

const DEFAULT_DAYS = 1;
const DEFAULT_LIMIT = 10;

type Sum = Omit<ClientSummary, 'fallbackRate'>;

const VALUE: Readonly<Record<ClientSort, (sum: Sum) => number>> = {
  fallbacks: (sum) => sum.fallbacks,
  requests: (sum) => sum.requests,
  cost: (sum) => sum.costUsd,
};

/** `clients`: sums of the last days by client, those with the most first. */
export async function clients(
  ports: WindowPorts,
  query: EndpointQuery<typeof listClients>,
): Promise<EndpointResult<typeof listClients>> {
  const { shown, buckets } = readWindow(ports, query, DEFAULT_DAYS);
  const sums = new Map<string, Sum>();
  await visitRows(buckets, ({ key, tally }) => {
    if (query.model !== undefined && key.model !== query.model) return;
    const sum = sums.get(key.client) ?? { client: key.client, requests: 0, eligible: 0, fallbacks: 0, costUsd: 0 };
    sums.set(key.client, sum);
    sum.requests += tally.requests;
    sum.eligible += tally.eligible;
    sum.fallbacks += tally.fallbacks;
    sum.costUsd += tally.cost;
  });
  const value = VALUE[query.sort ?? 'fallbacks'];
  const sorted = [...sums.values()].sort(
    (a, b) => value(b) - value(a) || b.requests - a.requests || (a.client < b.client ? -1 : 1),
  );
  const items = sorted
    .slice(0, query.limit ?? DEFAULT_LIMIT)
    .map((sum) => ({ ...sum, fallbackRate: sum.eligible === 0 ? 0 : sum.fallbacks / sum.eligible }));
  return { window: shown, items, total: sums.size };
}
