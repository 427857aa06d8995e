import { useMutation, useQueryClient } from '@tanstack/react-query';
import { getPolicy, getStatus, listRevisions, putPolicy, resetPolicy } from '@understudy/contract';
import { t } from '@grafana/i18n';
import { useAgentClient } from '../../api/AgentClientContext.ts';
import type { AgentError } from '../../api/AgentError.ts';
import { useToast } from '../../hooks/useToast.ts';
import type { PolicyDraft, SavedPolicy } from './usePolicyDraft.ts';

/** Reads again what a write may have changed, also after a conflict. */
function useReadAgain(): () => Promise<unknown> {
  const queries = useQueryClient();
  return () =>
    Promise.all(
      [getPolicy, getStatus, listRevisions].map(({ operationId }) =>
        queries.invalidateQueries({ queryKey: [operationId] }),
      ),
    );
}

function inForce(revision: number): string {
  return t('policy.saved', 'Revision {{- revision}} is in force', { revision });
}

function matching({ etag }: SavedPolicy): { etag?: string } {
  return etag === undefined ? {} : { etag };
}

/** Writes the draft with the reason that is given; after a conflict the page shows what somebody else saved. */
export function useSavePolicy(draft: PolicyDraft) {
  const client = useAgentClient();
  const readAgain = useReadAgain();
  const toast = useToast();
  return useMutation<number, AgentError, string>({
    mutationFn: async (reason) => {
      const options = { body: draft.policy, ...matching(draft.base), ...(reason && { reason }) };
      return (await client.call(putPolicy, options)).data.revision;
    },
    onSuccess: async (revision) => {
      await readAgain();
      draft.discard();
      toast.saved(inForce(revision));
    },
    onError: readAgain,
  });
}

/** Puts the defaults in force. */
export function useResetPolicy(saved: SavedPolicy) {
  const client = useAgentClient();
  const readAgain = useReadAgain();
  const toast = useToast();
  return useMutation<number, AgentError>({
    mutationFn: async () => (await client.call(resetPolicy, matching(saved))).data.revision,
    onSuccess: async (revision) => {
      await readAgain();
      toast.saved(inForce(revision));
    },
    onError: async (error) => {
      await readAgain();
      toast.failed(error);
    },
  });
}
