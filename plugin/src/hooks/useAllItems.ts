import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { Endpoint } from '@understudy/contract';
import type { ZodObject, ZodType } from 'zod';
import { useAgentClient } from '../api/AgentClientContext.ts';
import type { AgentClient } from '../api/agentClient.ts';
import type { AgentError } from '../api/AgentError.ts';
import type { Freshness } from './useAgentQuery.ts';

/** A page of a list, as the contract's `pageOf` has it. */
interface Page {
  readonly items: readonly unknown[];
  readonly next: string | null;
}

type ListEndpoint<P extends Page> = Endpoint<ZodObject, ZodType, ZodType<P>>;

/** Most that the agent gives at once. */
const PAGE = 1_000;

/** What all pages hold: the items of all of them, and everything else of the last one. */
export type AllItems<P extends Page> = Omit<P, 'items' | 'next'> & { readonly items: P['items'][number][] };

async function readAll<P extends Page>(
  client: AgentClient,
  endpoint: ListEndpoint<P>,
  query: Readonly<Record<string, unknown>>,
  signal: AbortSignal,
): Promise<AllItems<P>> {
  const items: P['items'][number][] = [];
  for (let cursor: string | undefined; ;) {
    const { data } = await client.call(endpoint, { query: { ...query, limit: PAGE, cursor }, signal });
    const { items: page, next, ...rest } = data;
    items.push(...page);
    if (next === null) return { ...rest, items };
    cursor = next;
  }
}

/** Reads a whole list, page by page; `data` is the last whole one, also beside an error. */
export function useAllItems<P extends Page>(
  endpoint: ListEndpoint<P>,
  query: Readonly<Record<string, unknown>> = {},
  { refetchMs, enabled = true }: Freshness = {},
): UseQueryResult<AllItems<P>, AgentError> {
  const client = useAgentClient();
  return useQuery<AllItems<P>, AgentError>({
    queryKey: [endpoint.operationId, 'all', query],
    queryFn: ({ signal }) => readAll(client, endpoint, query, signal),
    placeholderData: keepPreviousData,
    enabled,
    ...(refetchMs === undefined ? {} : { refetchInterval: refetchMs }),
  });
}
