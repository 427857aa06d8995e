import { keepPreviousData, useInfiniteQuery, useQueryClient, type InfiniteData } from '@tanstack/react-query';
import { listEvents, type AgentEvent, type EndpointQuery } from '@understudy/contract';
import { useAgentClient } from '../../../api/AgentClientContext.ts';
import type { Answer } from '../../../api/agentClient.ts';
import type { AgentError } from '../../../api/AgentError.ts';
import { useAgentQuery } from '../../../hooks/useAgentQuery.ts';
import { newEvents } from './eventPages.ts';

/** Rows that "Load more" adds. */
const PAGE = 100;

type EventsQuery = Partial<EndpointQuery<typeof listEvents>>;
type Page = Answer<typeof listEvents>;
type Pages = InfiniteData<Page, string | null>;

/** The key begins unlike other questions about events: a test that ends must not make the list jump. */
const keyOf = (query: EventsQuery) => ['eventPages', query] as const;

function itemsOf(data: Pages | undefined): readonly AgentEvent[] {
  return data?.pages.flatMap(({ data: { items } }) => items) ?? [];
}

/** A list with newer events before its first page. */
function withNew(data: Pages | undefined, items: readonly AgentEvent[]): Pages | undefined {
  const [first, ...rest] = data?.pages ?? [];
  if (!data || !first) return data;
  const longer: Page = { ...first, data: { ...first.data, items: [...items, ...first.data.items] } };
  return { ...data, pages: [longer, ...rest] };
}

/** The list of events, read page by page. It stays as it is; what is new waits until it is asked for. */
export function useEventPages(query: EventsQuery) {
  const client = useAgentClient();
  const queries = useQueryClient();
  const pages = useInfiniteQuery<Page, AgentError, Pages, ReturnType<typeof keyOf>, string | null>({
    queryKey: keyOf(query),
    queryFn: ({ pageParam, signal }) =>
      client.call(listEvents, {
        query: { ...query, limit: PAGE, ...(pageParam === null ? {} : { cursor: pageParam }) },
        signal,
      }),
    initialPageParam: null,
    getNextPageParam: ({ data: { next } }) => next,
    placeholderData: keepPreviousData,
    refetchInterval: false,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    staleTime: Number.POSITIVE_INFINITY,
    // Coming back to the page begins at now.
    gcTime: 0,
  });
  const live = query.to === undefined;
  const head = useAgentQuery(listEvents, { query: { ...query, limit: PAGE } }, { enabled: live && pages.isSuccess });
  const items = itemsOf(pages.data);
  const settled = live && !pages.isPlaceholderData && !head.isPlaceholderData && head.data !== undefined;
  const fresh = settled ? newEvents(items, head.data.data.items) : { items: [], gap: false };

  const showNew = (): void => {
    if (fresh.gap) void queries.resetQueries({ queryKey: keyOf(query) });
    else queries.setQueryData<Pages>(keyOf(query), (data) => withNew(data, fresh.items));
  };

  return { pages, items, fresh: fresh.items.length, freshFull: fresh.gap && fresh.items.length >= PAGE, showNew };
}
