import type { UseQueryResult } from '@tanstack/react-query';
import { diffRevision } from '@understudy/contract';
import type { Answer } from '../../../api/agentClient.ts';
import type { AgentError } from '../../../api/AgentError.ts';
import { useAgentQuery } from '../../../hooks/useAgentQuery.ts';

/** What a revision changed; a revision never changes, so it is asked once. */
export function useRevisionDiff(
  revision: number | null,
  enabled: boolean,
): UseQueryResult<Answer<typeof diffRevision>, AgentError> {
  return useAgentQuery(
    diffRevision,
    { target: revision ?? 0 },
    { enabled: enabled && revision !== null, refetchMs: false },
  );
}
