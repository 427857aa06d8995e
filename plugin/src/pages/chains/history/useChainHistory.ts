import { useInfiniteQuery } from '@tanstack/react-query';
import { listRevisions, type RevisionSummary } from '@understudy/contract';
import { useAgentClient } from '../../../api/AgentClientContext.ts';
import { useFailure, type Failure } from '../../../hooks/useFailure.ts';

const PAGE = 20;

/** The revisions that touched a chain, as far as they were asked for. */
export interface ChainHistory {
  readonly revisions: readonly RevisionSummary[];
  readonly loading: boolean;
  /** Why the last reading failed. */
  readonly failure: Failure<Error> | undefined;
  readonly retry: () => void;
  /** Reads further back; undefined = these are all. */
  readonly loadMore: (() => void) | undefined;
}

/** Reads the history of a chain, newest first. */
export function useChainHistory(model: string): ChainHistory {
  const client = useAgentClient();
  const query = useInfiniteQuery({
    queryKey: [listRevisions.operationId, 'chain', model],
    initialPageParam: undefined as string | undefined,
    queryFn: async ({ pageParam: cursor, signal }) => {
      const { data } = await client.call(listRevisions, {
        query: { model, limit: PAGE, ...(cursor === undefined ? {} : { cursor }) },
        signal,
      });
      return data;
    },
    // A page may hold fewer than asked for, also none, while there is more further back.
    getNextPageParam: ({ next }) => next ?? undefined,
  });
  return {
    revisions: query.data?.pages.flatMap(({ items }) => items) ?? [],
    loading: query.isFetching,
    failure: useFailure(query),
    retry: () => void query.refetch(),
    loadMore: query.hasNextPage ? () => void query.fetchNextPage() : undefined,
  };
}
