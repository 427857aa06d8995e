import React from 'react';
import { SaveBar } from '../../../components/SaveBar.tsx';
import { countFindings } from '../findings/chainFindings.ts';
import { blockedReason } from './blockedReason.ts';
import type { ChainSession } from './useChainSession.ts';

/** The footer while something is unsaved. */
export function ChainSaveBar({ session }: { readonly session: ChainSession }) {
  const { editing, findings, canEdit, drawer } = session;
  if (!canEdit) return null;
  return (
    <SaveBar
      changes={editing.dirty ? Math.max(1, editing.changes.length) : 0}
      warnings={countFindings(findings).warnings}
      onDiscard={() => editing.dispatch({ type: 'discard' })}
      onReview={() => drawer.open('review')}
      disabledReason={blockedReason(session)}
    />
  );
}
