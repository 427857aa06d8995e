import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query';
import { useAgentClient } from '../api/AgentClientContext.ts';
import type { AgentError } from '../api/AgentError.ts';
import { readAllItems, type AllItems, type ListEndpoint, type ListPage } from '../api/readAllItems.ts';
import { useRefreshMs } from './refresh/RefreshContext.ts';
import type { Freshness } from './useAgentQuery.ts';

/** Reads a whole list, page by page; `data` is the last whole one, also beside an error. */
export function useAllItems<P extends ListPage>(
  endpoint: ListEndpoint<P>,
  query: Readonly<Record<string, unknown>> = {},
  { refetchMs, enabled = true }: Freshness = {},
): UseQueryResult<AllItems<P>, AgentError> {
  const client = useAgentClient();
  const pageMs = useRefreshMs();
  return useQuery<AllItems<P>, AgentError>({
    queryKey: [endpoint.operationId, 'all', query],
    queryFn: ({ signal }) => readAllItems(client, endpoint, query, signal),
    placeholderData: keepPreviousData,
    enabled,
    refetchInterval: refetchMs ?? pageMs,
  });
}
