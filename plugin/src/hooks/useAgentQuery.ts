import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query';
import { useAgentClient } from '../api/AgentClientContext.ts';
import type { Answer, AnyEndpoint, CallOptions } from '../api/agentClient.ts';
import type { AgentError } from '../api/AgentError.ts';

/** How a page keeps an answer fresh. */
export interface Freshness {
  /** Asked again every so many milliseconds while the tab is visible; absent = the page's refresh interval; false = never. */
  readonly refetchMs?: number | false;
  /** False = not asked for now. */
  readonly enabled?: boolean;
}

/** Key of an answer in the cache: everything that was asked through `endpoint` begins with its operation id. */
export function queryKeyOf<E extends AnyEndpoint>(endpoint: E, options: CallOptions<E> = {}): readonly unknown[] {
  return [endpoint.operationId, options.target ?? null, options.query ?? null];
}

/**
 * Reads an endpoint and keeps what is shown while it asks again. `data` is the last good answer, also beside an error.
 */
export function useAgentQuery<E extends AnyEndpoint>(
  endpoint: E,
  options: CallOptions<E> = {},
  { refetchMs, enabled = true }: Freshness = {},
): UseQueryResult<Answer<E>, AgentError> {
  const client = useAgentClient();
  return useQuery<Answer<E>, AgentError>({
    queryKey: queryKeyOf(endpoint, options),
    queryFn: ({ signal }) => client.call(endpoint, { ...options, signal }),
    placeholderData: keepPreviousData,
    enabled,
    ...(refetchMs === undefined ? {} : { refetchInterval: refetchMs }),
  });
}
