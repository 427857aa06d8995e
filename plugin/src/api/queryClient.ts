import { QueryCache, QueryClient } from '@tanstack/react-query';
import { getStatus } from '@understudy/contract';
import { AgentError } from './AgentError.ts';

/** Kinds of failure that asking once more may mend. */
const PASSING = new Set(['unreachable', 'failed']);

/** Answers are kept for the visit, asked again every 30 s while the tab is visible, and kept on screen meanwhile. */
export function createQueryClient(): QueryClient {
  const client = new QueryClient({
    queryCache: new QueryCache({
      onError: (error, { queryKey }) => {
        // Whether the agent is down is told from its status: it is asked at once, not at its next turn.
        if (error instanceof AgentError && error.kind === 'unreachable' && queryKey[0] !== getStatus.operationId) {
          void client.invalidateQueries({ queryKey: [getStatus.operationId] });
        }
      },
    }),
    defaultOptions: {
      queries: {
        staleTime: 5_000,
        refetchInterval: 30_000,
        refetchIntervalInBackground: false,
        retry: (failures, error) => failures < 1 && error instanceof AgentError && PASSING.has(error.kind),
        retryDelay: 1_000,
      },
      mutations: { retry: false },
    },
  });
  return client;
}
