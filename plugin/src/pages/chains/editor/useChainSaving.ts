import { useQueryClient } from '@tanstack/react-query';
import { t } from '@grafana/i18n';
import { AgentError } from '../../../api/AgentError.ts';
import { openDrill } from '../../../components/drill/openDrill.ts';
import { useToast } from '../../../hooks/useToast.ts';
import { refreshChains } from '../data/chainKeys.ts';
import { snapshotOfConflict } from '../data/snapshotOf.ts';
import { useChainWrites, type WrittenChain } from '../data/useChainWrites.ts';
import type { ChainSnapshot } from '../edit/chainSnapshot.ts';
import type { ChainEditing } from './useChainEditing.ts';

/** Saving and deleting from the editor. */
export interface ChainSaving {
  readonly pending: boolean;
  /** Why the last save was refused, where the page itself does not tell. */
  readonly failure: AgentError | null;
  save(reason: string, thenTest: boolean): Promise<void>;
  remove(): Promise<void>;
  forget(): void;
}

function inForce(revision: number): string {
  return t('chains.saved', 'Revision {{- revision}} is in force', { revision });
}

/** Saves what is edited, offers Undo, and tells a conflict to the edits. `onDone` closes what was open for it. */
export function useChainSaving(model: string, { state, dispatch }: ChainEditing, onDone: () => void): ChainSaving {
  const { pending, failure, save, remove, forget } = useChainWrites(model);
  const queries = useQueryClient();
  const toast = useToast();

  /** Puts back what was there before, over what was written; as one's own write, so that editors may. */
  const undo = async (before: ChainSnapshot, { snapshot, revision }: WrittenChain): Promise<void> => {
    const reason = t('chains.undo-reason', 'Undo of revision {{- revision}}', { revision });
    try {
      const written =
        before.chain === null && snapshot.etag !== undefined
          ? await remove(snapshot.etag, reason)
          : before.chain && (await save(before.chain, snapshot.etag, reason));
      forget();
      if (written) toast.saved(inForce(written.revision));
    } catch (error) {
      forget();
      if (!(error instanceof AgentError)) throw error;
      toast.failed(error);
    }
  };

  const written = (before: ChainSnapshot, result: WrittenChain): void => {
    dispatch({ type: 'saved', snapshot: result.snapshot });
    onDone();
    toast.saved(inForce(result.revision), () => undo(before, result));
  };

  const refused = (error: unknown): void => {
    if (!(error instanceof AgentError)) throw error;
    if (error.kind !== 'conflict') return;
    const theirs = snapshotOfConflict(error);
    if (theirs) dispatch({ type: 'seen', snapshot: theirs });
    // Also for the revision that is in force by now, and where the refusal tells no chain.
    void refreshChains(queries);
    onDone();
  };

  return {
    pending,
    failure: failure?.kind === 'conflict' ? null : failure,
    forget,
    save: async (reason, thenTest) => {
      const before = state.base;
      try {
        written(before, await save(state.draft.chain, before.etag, reason));
        if (thenTest) openDrill(model);
      } catch (error) {
        refused(error);
      }
    },
    remove: async () => {
      const before = state.base;
      if (before.etag === undefined) return;
      try {
        written(before, await remove(before.etag, ''));
      } catch (error) {
        refused(error);
        if (error instanceof AgentError) toast.failed(error);
      }
    },
  };
}
