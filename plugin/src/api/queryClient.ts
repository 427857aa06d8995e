import { QueryClient } from '@tanstack/react-query';
import { AgentError } from './AgentError.ts';

/** Kinds of failure that asking once more may mend. */
const PASSING = new Set(['unreachable', 'failed']);

/** Answers are kept for the visit, asked again every 30 s while the tab is visible, and kept on screen meanwhile. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
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
}
