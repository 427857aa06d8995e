import { t } from '@grafana/i18n';
import { AgentError } from '../../../api/AgentError.ts';
import { useToast } from '../../../hooks/useToast.ts';
import { useChainWrites, type WrittenChain } from '../data/useChainWrites.ts';
import type { ChainSnapshot } from '../edit/chainSnapshot.ts';
import { inForceWords } from '../texts/inForceWords.ts';

/**
 * Puts back what was there before a write, over what it wrote: as a write of its own, so that editors may, and never over
 * what somebody saved since.
 */
export function useUndoSave(model: string): (before: ChainSnapshot, written: WrittenChain) => Promise<void> {
  const { save, remove } = useChainWrites(model);
  const toast = useToast();
  return async ({ chain }, { snapshot, revision }) => {
    const reason = t('chains.undo-reason', 'Undo of revision {{- revision}}', { revision });
    try {
      if (chain !== null) toast.saved(inForceWords((await save(chain, snapshot.etag, reason)).revision));
      else if (snapshot.etag !== undefined) toast.saved(inForceWords((await remove(snapshot.etag, reason)).revision));
    } catch (error) {
      if (!(error instanceof AgentError)) throw error;
      toast.failed(error);
    }
  };
}
