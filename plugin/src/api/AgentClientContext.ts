import { createContext, useContext } from 'react';
import { createAgentClient, type AgentClient } from './agentClient.ts';

/** The client that pages use; a test provides its own. */
export const AgentClientContext = createContext<AgentClient>(createAgentClient());

/** The control API of the agent that this app administers. */
export function useAgentClient(): AgentClient {
  return useContext(AgentClientContext);
}
