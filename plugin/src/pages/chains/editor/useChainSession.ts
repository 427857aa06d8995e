import { useMemo } from 'react';
import type { EffectivePolicy } from '@understudy/contract';
import { useDrillNote } from '../../../components/drill/drillNote.ts';
import { useReadOnly } from '../../../hooks/useReadOnly.ts';
import { useUnsavedGuard } from '../../../hooks/useUnsavedGuard.ts';
import { chainBehaviour, chainRules, type ChainBehaviour } from '../behaviour/chainBehaviour.ts';
import { useForeignRevision } from '../conflict/useForeignRevision.ts';
import type { ForeignRevision } from '../conflict/ConflictAlert.tsx';
import { useChainFindings } from '../data/useChainFindings.ts';
import type { ChainPageData } from '../data/useChainPage.ts';
import type { ChainFindings } from '../findings/chainFindings.ts';
import { useChainEditing, type ChainEditing } from './useChainEditing.ts';
import { useChainSaving, type ChainSaving } from './useChainSaving.ts';
import { useDrawer } from './useDrawer.ts';
import { useUndoKeys } from './useUndoKeys.ts';

/** Everything that the parts of the editor share. */
export interface ChainSession {
  readonly page: ChainPageData;
  readonly editing: ChainEditing;
  readonly saving: ChainSaving;
  /** Edit controls are shown. */
  readonly canEdit: boolean;
  /** What is saved can be written now. */
  readonly canWrite: boolean;
  readonly findings: ChainFindings;
  /** Rules and behaviour of the chain as it is edited. */
  readonly rules: EffectivePolicy;
  readonly behaviour: ChainBehaviour;
  /** Who saved meanwhile, as far as it is known. */
  readonly foreign: ForeignRevision | undefined;
  readonly drawer: ReturnType<typeof useDrawer>;
}

/** Puts together data, edits, findings and writes of one chain. */
export function useChainSession(page: ChainPageData): ChainSession {
  const { model, snapshot, registry, policy, status } = page;
  const editing = useChainEditing(model, snapshot);
  const { state, dirty, dispatch } = editing;
  const drawer = useDrawer();
  const saving = useChainSaving(model, editing, drawer.close);
  const readOnly = useReadOnly();
  // Edits that were begun stay while the agent is away; there is nobody to save them to until it is back.
  const canEdit = readOnly === undefined || (readOnly === 'down' && dirty);
  const { chain } = state.draft;
  const findings = useChainFindings({
    chain,
    registry,
    costThreshold: status.warnings.costMultiplier,
    mayAsk: readOnly === undefined,
  });
  const primary = registry.get(model);
  const rules = useMemo(() => chainRules(policy, chain, primary), [policy, chain, primary]);
  const behaviour = useMemo(() => chainBehaviour(policy, chain, primary), [policy, chain, primary]);
  const foreign = useForeignRevision(model, state.theirs !== null);
  useUnsavedGuard(dirty);
  // Behind a drawer nobody would see what an undo takes back; in that of the policy one does.
  useUndoKeys(canEdit && (drawer.drawer === null || drawer.drawer === 'policy'), dispatch);
  useDrillNote(dirty ? { model, revision: status.config.revision } : null);
  return {
    page,
    editing,
    saving,
    canEdit,
    canWrite: readOnly === undefined,
    findings,
    rules,
    behaviour,
    foreign,
    drawer,
  };
}
