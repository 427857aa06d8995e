import type { UseQueryResult } from '@tanstack/react-query';
import { getStatus } from '@understudy/contract';
import type { AgentError } from '../api/AgentError.ts';
import type { Answer } from '../api/agentClient.ts';
import { useAgentQuery } from './useAgentQuery.ts';

/** The agent itself: its name, group, version, revision, thresholds and currency. One chain at most comes along. */
export function useAgentStatus(): UseQueryResult<Answer<typeof getStatus>, AgentError> {
  return useAgentQuery(getStatus, { query: { limit: 1 } });
}

/** What the agent is called; undefined until it has answered once. */
export function useAgentName(): string | undefined {
  return useAgentStatus().data?.data.agent.instance;
}

/** The group whose agents all take over what is saved here, as they share a store; undefined where this agent alone does. */
export function useSharedGroup(): string | undefined {
  const status = useAgentStatus().data?.data;
  const shared = status?.store.kind === 'redis' && !status.config.managed;
  return shared ? status.agent.group : undefined;
}
