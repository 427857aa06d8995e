import { AgentError, type AgentErrorKind } from '../api/AgentError.ts';
import { useAgentStatus } from './useAgentStatus.ts';
import { useFailure, type Failure } from './useFailure.ts';

/** Kinds that concern the connection, not one question: the page tells them once, above all that it shows. */
const OF_THE_CONNECTION: ReadonlySet<AgentErrorKind> = new Set(['unreachable', 'unconfigured', 'unauthorized']);

/** True where every question would fail the same way. */
export function isOfTheConnection(error: Error): boolean {
  return error instanceof AgentError && OF_THE_CONNECTION.has(error.kind);
}

/** Why nothing can be asked of the agent for now; undefined while it answers. */
export function useAgentDown(): Failure<AgentError> | undefined {
  const failure = useFailure(useAgentStatus());
  return failure && isOfTheConnection(failure.error) ? failure : undefined;
}
