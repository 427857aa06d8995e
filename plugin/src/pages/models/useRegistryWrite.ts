import { useMutation, useQueryClient, type UseMutationResult } from '@tanstack/react-query';
import { t } from '@grafana/i18n';
import { useAgentClient } from '../../api/AgentClientContext.ts';
import type { AgentClient } from '../../api/agentClient.ts';
import type { AgentError } from '../../api/AgentError.ts';
import { useToast } from '../../hooks/useToast.ts';

/** What a write says of itself. */
export interface Written {
  readonly revision: number;
}

/** One write to models, providers or prices, with what it reads beforehand. */
export type RegistryWrite = (client: AgentClient) => Promise<Written>;

/**
 * Writes, and reads again all that the page shows. A failure is said in a notification unless `quiet`: then the form shows it.
 */
export function useRegistryWrite({ quiet = false }: { readonly quiet?: boolean } = {}): UseMutationResult<
  Written,
  AgentError,
  RegistryWrite
> {
  const client = useAgentClient();
  const queries = useQueryClient();
  const toast = useToast();
  return useMutation<Written, AgentError, RegistryWrite>({
    mutationFn: (write) => write(client),
    onSuccess: ({ revision }) => {
      toast.saved(t('models.saved', 'Revision {{- revision}} is in force', { revision }));
    },
    onError: (error) => {
      if (!quiet) toast.failed(error);
    },
    onSettled: () => queries.invalidateQueries(),
  });
}
