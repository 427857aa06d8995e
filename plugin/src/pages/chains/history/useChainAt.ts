import { useCallback } from 'react';
import { getRevision, type Chain } from '@understudy/contract';
import { t } from '@grafana/i18n';
import { useAgentClient } from '../../../api/AgentClientContext.ts';
import { AgentError } from '../../../api/AgentError.ts';
import { sentence } from '../../../components/sentence.ts';
import { chainIn } from './chainChangeOf.ts';

/** A chain of the history, or why there is none. */
export type OldChain = { readonly chain: Chain } | { readonly why: string };

/** Reads the chain of a model as a revision has it. */
export function useChainAt(model: string): (revision: number) => Promise<OldChain> {
  const client = useAgentClient();
  return useCallback(
    async (revision) => {
      try {
        const { data } = await client.call(getRevision, { target: revision });
        const chain = chainIn(data.document, model);
        return chain
          ? { chain }
          : { why: t('chains.history.no-chain', 'Revision {{- revision}} has no chain for this model.', { revision }) };
      } catch (error) {
        if (!(error instanceof AgentError)) throw error;
        return { why: sentence(error.message) };
      }
    },
    [client, model],
  );
}
