import { useMutation, useQueryClient } from '@tanstack/react-query';
import { getPolicy, getStatus, listRevisions, putPolicy, resetPolicy } from '@understudy/contract';
import { t } from '@grafana/i18n';
import { useAgentClient } from '../../api/AgentClientContext.ts';
import type { AgentError } from '../../api/AgentError.ts';
import { useToast } from '../../hooks/useToast.ts';
import type { PolicyDraft } from './usePolicyDraft.ts';

/** Writes the draft, or the defaults, and reads again what is in force, also after a conflict. */
export function useSavePolicy(draft: PolicyDraft) {
  const client = useAgentClient();
  const queries = useQueryClient();
  const toast = useToast();

  const readAgain = () =>
    Promise.all(
      [getPolicy, getStatus, listRevisions].map(({ operationId }) =>
        queries.invalidateQueries({ queryKey: [operationId] }),
      ),
    );
  const saved = async (revision: number) => {
    await readAgain();
    draft.discard();
    toast.saved(t('policy.saved', 'Revision {{revision}} is in force', { revision }));
  };
  const etag = draft.base.etag === undefined ? {} : { etag: draft.base.etag };

  const save = useMutation<number, AgentError, string>({
    mutationFn: async (reason) =>
      (await client.call(putPolicy, { body: draft.policy, ...etag, ...(reason && { reason }) })).data.revision,
    onSuccess: saved,
    onError: readAgain,
  });
  const reset = useMutation<number, AgentError>({
    mutationFn: async () => (await client.call(resetPolicy, etag)).data.revision,
    onSuccess: saved,
    onError: async (error) => {
      await readAgain();
      toast.failed(error);
    },
  });
  return { save, reset };
}
