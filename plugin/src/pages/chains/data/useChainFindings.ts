import { useMemo } from 'react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { validateChain, type Chain } from '@understudy/contract';
import { useAgentClient } from '../../../api/AgentClientContext.ts';
import type { AgentError } from '../../../api/AgentError.ts';
import { groupFindings, type ChainFindings } from '../findings/chainFindings.ts';
import { localFindings } from '../findings/localFindings.ts';
import type { Registry } from '../steps/registry.ts';
import { useDebounced } from './useDebounced.ts';

/** The agent is asked once nothing was edited for this long. */
const PAUSE_MS = 300;

interface Checked {
  readonly chain: Chain;
  /** Model whose chain it is, its steps, and the threshold above which a cost is worth a warning. */
  readonly registry: Registry;
  readonly costThreshold: number;
  /** Whether this person may ask the agent to check a chain. */
  readonly mayAsk: boolean;
}

/**
 * What is wrong or risky about a chain as it is edited. Who may not ask the agent, or while it does not answer, gets what
 * the same rules say of the chain alone.
 */
export function useChainFindings({ chain, registry, costThreshold, mayAsk }: Checked): ChainFindings {
  const client = useAgentClient();
  const asked = useDebounced(chain, PAUSE_MS);
  const { data } = useQuery<ChainFindings, AgentError>({
    queryKey: [validateChain.operationId, asked],
    queryFn: async ({ signal }) => {
      const answer = await client.call(validateChain, { body: asked, signal });
      return groupFindings(answer.data.findings, asked);
    },
    enabled: mayAsk,
    placeholderData: keepPreviousData,
    gcTime: 60_000,
  });
  const local = useMemo(
    () => groupFindings(localFindings(chain, registry, costThreshold), chain),
    [chain, registry, costThreshold],
  );
  return mayAsk && data ? data : local;
}
