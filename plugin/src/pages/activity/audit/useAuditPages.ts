import { keepPreviousData, useInfiniteQuery, type InfiniteData } from '@tanstack/react-query';
import { listAudit, type EndpointQuery } from '@understudy/contract';
import { useAgentClient } from '../../../api/AgentClientContext.ts';
import type { Answer } from '../../../api/agentClient.ts';
import type { AgentError } from '../../../api/AgentError.ts';
import { useRefreshMs } from '../../../hooks/refresh/RefreshContext.ts';

/** Rows that "Load more" adds. */
const PAGE = 50;

type AuditQuery = Partial<EndpointQuery<typeof listAudit>>;
type Page = Answer<typeof listAudit>;
type Pages = InfiniteData<Page, string | null>;

/** The audit, read page by page, newest first. */
export function useAuditPages(query: AuditQuery) {
  const client = useAgentClient();
  const refetchInterval = useRefreshMs();
  const pages = useInfiniteQuery<Page, AgentError, Pages, readonly unknown[], string | null>({
    queryKey: [listAudit.operationId, 'pages', query],
    queryFn: ({ pageParam, signal }) =>
      client.call(listAudit, {
        query: { ...query, limit: PAGE, ...(pageParam === null ? {} : { cursor: pageParam }) },
        signal,
      }),
    initialPageParam: null,
    getNextPageParam: ({ data: { next } }) => next,
    placeholderData: keepPreviousData,
    refetchInterval,
  });
  return { pages, items: pages.data?.pages.flatMap(({ data: { items } }) => items) ?? [] };
}
