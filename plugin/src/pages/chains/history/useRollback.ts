import { useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { getConfig, rollbackRevision, type DocumentChange } from '@understudy/contract';
import { useAgentClient } from '../../../api/AgentClientContext.ts';
import { AgentError } from '../../../api/AgentError.ts';
import { refreshChains } from '../data/chainKeys.ts';

/** A rollback that waits for a yes. */
export interface ProposedRollback {
  readonly revision: number;
  /** Everything that it would change, in the whole document. */
  readonly changes: readonly DocumentChange[];
  /** ETag of the document that it was worked out against. */
  readonly etag: string;
}

/** Goes back to a revision in two steps: first what it would change, then the deed. */
export interface Rollback {
  readonly proposed: ProposedRollback | null;
  readonly error: AgentError | null;
  readonly propose: (revision: number) => Promise<void>;
  /** The revision that is in force then; undefined = it was refused, see `error`. */
  readonly confirm: () => Promise<number | undefined>;
  readonly dismiss: () => void;
}

/** Rolls the agent's document back. */
export function useRollback(): Rollback {
  const client = useAgentClient();
  const queries = useQueryClient();
  const [proposed, setProposed] = useState<ProposedRollback | null>(null);
  const [error, setError] = useState<AgentError | null>(null);

  const attempt = async <T>(work: () => Promise<T>): Promise<T | undefined> => {
    setError(null);
    try {
      return await work();
    } catch (failure) {
      if (!(failure instanceof AgentError)) throw failure;
      setError(failure);
      return undefined;
    }
  };

  return {
    proposed,
    error,
    propose: async (revision) => {
      await attempt(async () => {
        const { etag = '' } = await client.call(getConfig);
        const { data } = await client.call(rollbackRevision, { target: revision, query: { dryRun: true }, etag });
        setProposed({ revision, changes: data.diff, etag });
      });
    },
    confirm: async () => {
      if (proposed === null) return undefined;
      const done = await attempt(async () => {
        const { data } = await client.call(rollbackRevision, { target: proposed.revision, etag: proposed.etag });
        await refreshChains(queries);
        return data.revision;
      });
      setProposed(null);
      return done;
    },
    dismiss: () => setProposed(null),
  };
}
