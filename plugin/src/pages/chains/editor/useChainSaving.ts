import { useQueryClient } from '@tanstack/react-query';
import { AgentError } from '../../../api/AgentError.ts';
import { openDrill } from '../../../components/drill/openDrill.ts';
import { useToast } from '../../../hooks/useToast.ts';
import { refreshChains } from '../data/chainKeys.ts';
import { snapshotOfConflict } from '../data/snapshotOf.ts';
import { useChainWrites, type WrittenChain } from '../data/useChainWrites.ts';
import type { ChainSnapshot } from '../edit/chainSnapshot.ts';
import { inForceWords } from '../texts/inForceWords.ts';
import type { ChainEditing } from './useChainEditing.ts';
import { useUndoSave } from './useUndoSave.ts';

/** Saving and deleting from the editor. */
export interface ChainSaving {
  readonly pending: boolean;
  /** Why the last save was refused, where the page itself does not tell. */
  readonly failure: AgentError | null;
  readonly save: (reason: string, thenTest: boolean) => Promise<void>;
  readonly remove: () => Promise<void>;
  readonly forget: () => void;
}

/** Saves what is edited, offers Undo, and tells a conflict to the edits. `onDone` closes what was open for it. */
export function useChainSaving(model: string, { state, dispatch }: ChainEditing, onDone: () => void): ChainSaving {
  const { pending, failure, save, remove, forget } = useChainWrites(model);
  const undo = useUndoSave(model);
  const queries = useQueryClient();
  const toast = useToast();

  const written = (before: ChainSnapshot, result: WrittenChain): void => {
    dispatch({ type: 'saved', snapshot: result.snapshot });
    onDone();
    toast.saved(inForceWords(result.revision), () => undo(before, result));
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
