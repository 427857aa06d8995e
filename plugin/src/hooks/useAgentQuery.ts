import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { useAgentClient } from '../api/AgentClientContext.ts';
import type { Answer, AnyEndpoint, CallOptions } from '../api/agentClient.ts';
import type { AgentError } from '../api/AgentError.ts';
import { useRefreshMs } from './refresh/RefreshContext.ts';

/** While the agent does not answer it is asked this often, so that its return shows soon. */
export const RETRY_MS = 10_000;

/** How a page keeps an answer fresh. */
export interface Freshness {
  /** Asked again every so many milliseconds while the tab is visible; absent = the page's refresh interval; false = never. */
  readonly refetchMs?: number | false;
  /** False = not asked for now. */
  readonly enabled?: boolean;
}

/** Key of an answer in the cache: everything that was asked through `endpoint` begins with its operation id. */
function queryKeyOf<E extends AnyEndpoint>(endpoint: E, options: CallOptions<E> = {}): readonly unknown[] {
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
  const pageMs = useRefreshMs();
  const interval = refetchMs ?? pageMs;
  return useQuery<Answer<E>, AgentError>({
    queryKey: queryKeyOf(endpoint, options),
    queryFn: ({ signal }) => client.call(endpoint, { ...options, signal }),
    // Other filters or another page of the same thing: what is shown stays until the answer is there.
    placeholderData: (shown, query) => (query?.queryKey[1] === (options.target ?? null) ? shown : undefined),
    enabled,
    refetchInterval: ({ state }) =>
      interval !== false && state.error?.kind === 'unreachable' ? Math.min(RETRY_MS, interval) : interval,
  });
}
