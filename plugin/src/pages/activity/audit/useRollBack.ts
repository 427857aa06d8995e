import { useState } from 'react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getConfig, rollbackRevision, type EndpointResult } from '@understudy/contract';
import { t } from '@grafana/i18n';
import { useAgentClient } from '../../../api/AgentClientContext.ts';
import { AgentError } from '../../../api/AgentError.ts';
import { useToast } from '../../../hooks/useToast.ts';

/** What a rollback would do, as of the configuration that `etag` names. */
export interface RollBackPreview {
  readonly etag: string | undefined;
  readonly written: EndpointResult<typeof rollbackRevision>;
}

/** Looks at a rollback, and does it. */
export interface RollBackControl {
  readonly preview: RollBackPreview | undefined;
  /** Why it cannot be done; undefined = nothing speaks against it. */
  readonly error: AgentError | undefined;
  /** Somebody saved since it was looked at: what is shown now is as of theirs. */
  readonly conflict: boolean;
  /** True where it is done. */
  readonly run: (reason: string) => Promise<boolean>;
}

function agentErrorOf(error: unknown): AgentError | undefined {
  if (error === null || error === undefined) return undefined;
  if (error instanceof AgentError) return error;
  return new AgentError(String(error), { kind: 'failed', status: 0 });
}

/** A rollback to `revision`; looked at while `open`. */
export function useRollBack(revision: number, open: boolean): RollBackControl {
  const client = useAgentClient();
  const queries = useQueryClient();
  const toast = useToast();
  const [failed, setFailed] = useState<AgentError | undefined>(undefined);

  const preview = useQuery<RollBackPreview, AgentError>({
    queryKey: ['rollBackPreview', revision],
    queryFn: async ({ signal }) => {
      const { etag } = await client.call(getConfig, { signal });
      const { data } = await client.call(rollbackRevision, {
        target: revision,
        query: { dryRun: true },
        ...(etag === undefined ? {} : { etag }),
        signal,
      });
      return { etag, written: data };
    },
    enabled: open,
    // Looked at anew whenever it is opened, and never while it is read.
    gcTime: 0,
    staleTime: 0,
    refetchInterval: false,
    refetchOnWindowFocus: false,
    retry: false,
  });

  const back = async (target: number, etag: string | undefined, reason?: string) => {
    const answer = await client.call(rollbackRevision, {
      target,
      ...(etag === undefined ? {} : { etag }),
      ...(reason ? { reason } : {}),
    });
    void queries.invalidateQueries();
    return answer;
  };

  const undoTo = (before: number, etag: string | undefined) => async (): Promise<void> => {
    try {
      await back(before, etag);
      toast.saved(t('audit.undone', 'Revision {{revision}} is in force again', { revision: before }));
    } catch (error) {
      toast.failed(error instanceof Error ? error : new Error(String(error)));
    }
  };

  const run = async (reason: string): Promise<boolean> => {
    if (!preview.data) return false;
    setFailed(undefined);
    try {
      const before = preview.data.written.revision;
      const { data, etag } = await back(revision, preview.data.etag, reason.trim());
      const message = t('audit.in-force', 'Revision {{revision}} is in force', { revision: data.revision });
      toast.saved(message, undoTo(before, etag));
      return true;
    } catch (error) {
      const agentError = agentErrorOf(error);
      setFailed(agentError);
      if (agentError?.kind === 'conflict') void preview.refetch();
      return false;
    }
  };

  const conflict = failed?.kind === 'conflict';
  const error = agentErrorOf(preview.error) ?? (conflict ? undefined : failed);
  return { preview: preview.data, error, conflict, run };
}
