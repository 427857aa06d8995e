import { useState } from 'react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getConfig, rollbackRevision, type EndpointResult } from '@understudy/contract';
import { t } from '@grafana/i18n';
import { useAgentClient } from '../../../api/AgentClientContext.ts';
import { AgentError } from '../../../api/AgentError.ts';
import { useToast } from '../../../hooks/useToast.ts';

/** Where the cache keeps what a rollback would change. */
const PREVIEW = 'rollBackPreview';

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
  const message = error instanceof Error ? error.message : t('audit.back-failed', 'This could not be done.');
  return new AgentError(message, { kind: 'failed', status: 0 });
}

/** Rolls back to a revision, where nobody has saved since `etag`. */
function useRollBackCall() {
  const client = useAgentClient();
  const queries = useQueryClient();
  return async (target: number, etag: string | undefined, reason: string) => {
    const answer = await client.call(rollbackRevision, {
      target,
      ...(etag === undefined ? {} : { etag }),
      ...(reason === '' ? {} : { reason }),
    });
    // Everything may have changed, but for what the dialog, which closes now, looked at.
    void queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== PREVIEW });
    return answer;
  };
}

/** What a rollback would change now. */
function usePreview(revision: number) {
  const client = useAgentClient();
  return useQuery<RollBackPreview, AgentError>({
    queryKey: [PREVIEW, revision],
    queryFn: async ({ signal }) => {
      const { etag } = await client.call(getConfig, { signal });
      const given = etag === undefined ? {} : { etag };
      const { data } = await client.call(rollbackRevision, {
        target: revision,
        query: { dryRun: true },
        ...given,
        signal,
      });
      return { etag, written: data };
    },
    // Looked at anew whenever it is opened, and never while it is read.
    gcTime: 0,
    staleTime: 0,
    refetchInterval: false,
    refetchOnWindowFocus: false,
    retry: false,
  });
}

/** A rollback to `revision`. */
export function useRollBack(revision: number): RollBackControl {
  const back = useRollBackCall();
  const preview = usePreview(revision);
  const toast = useToast();
  const [failed, setFailed] = useState<AgentError | undefined>(undefined);

  const undo = async (before: number, etag: string | undefined): Promise<void> => {
    try {
      await back(before, etag, '');
      toast.saved(t('audit.undone', 'Revision {{- revision}} is in force again', { revision: before }));
    } catch (error) {
      toast.failed(agentErrorOf(error) ?? new Error());
    }
  };

  const run = async (reason: string): Promise<boolean> => {
    if (!preview.data) return false;
    setFailed(undefined);
    try {
      const before = preview.data.written.revision;
      const { data, etag } = await back(revision, preview.data.etag, reason.trim());
      const message = t('audit.in-force', 'Revision {{- revision}} is in force', { revision: data.revision });
      toast.saved(message, () => undo(before, etag));
      return true;
    } catch (error) {
      const why = agentErrorOf(error);
      setFailed(why);
      if (why?.kind === 'conflict') void preview.refetch();
      return false;
    }
  };

  const conflict = failed?.kind === 'conflict';
  const error = agentErrorOf(preview.error) ?? (conflict ? undefined : failed);
  return { preview: preview.data, error, conflict, run };
}
