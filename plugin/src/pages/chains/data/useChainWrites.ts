import { useCallback, useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { deleteChain, getStatus, putChain, type Chain } from '@understudy/contract';
import { useAgentClient } from '../../../api/AgentClientContext.ts';
import { AgentError } from '../../../api/AgentError.ts';
import type { ChainSnapshot } from '../edit/chainSnapshot.ts';
import { refreshChains } from './chainKeys.ts';
import { snapshotOf } from './snapshotOf.ts';

/** What a write came to. */
export interface WrittenChain {
  readonly snapshot: ChainSnapshot;
  readonly revision: number;
}

/** Writes of one chain; each throws an `AgentError` where it is refused. */
export interface ChainWrites {
  readonly pending: boolean;
  /** Why the last write was refused; null = it was not. */
  readonly failure: AgentError | null;
  /** Stores a chain over what has `etag`; without one it is made anew. */
  readonly save: (chain: Chain, etag: string | undefined, reason: string) => Promise<WrittenChain>;
  /** Removes the chain that has `etag`. */
  readonly remove: (etag: string, reason: string) => Promise<WrittenChain>;
  readonly forget: () => void;
}

function asAgentError(error: unknown): AgentError {
  if (error instanceof AgentError) return error;
  throw error;
}

/** Saves and removes the chain of a model. */
export function useChainWrites(model: string): ChainWrites {
  const client = useAgentClient();
  const queries = useQueryClient();
  const [pending, setPending] = useState(false);
  const [failure, setFailure] = useState<AgentError | null>(null);

  const write = useCallback(
    async (call: () => Promise<WrittenChain>): Promise<WrittenChain> => {
      setPending(true);
      setFailure(null);
      try {
        const written = await call();
        await refreshChains(queries);
        return written;
      } catch (error) {
        const failed = asAgentError(error);
        setFailure(failed);
        // The page tells that the store is away from the agent's status: it is asked at once, not at its next turn.
        if (failed.kind === 'store') void queries.invalidateQueries({ queryKey: [getStatus.operationId] });
        throw failed;
      } finally {
        setPending(false);
      }
    },
    [queries],
  );

  return {
    pending,
    failure,
    save: (chain, etag, reason) =>
      write(async () => {
        const answer = await client.call(putChain, {
          target: model,
          body: chain,
          reason,
          ...(etag === undefined ? {} : { etag }),
        });
        return { snapshot: snapshotOf(answer.data.resource, answer.etag), revision: answer.data.revision };
      }),
    remove: (etag, reason) =>
      write(async () => {
        const { data } = await client.call(deleteChain, { target: model, etag, reason });
        return { snapshot: { chain: null, etag: undefined }, revision: data.revision };
      }),
    forget: () => setFailure(null),
  };
}
