import React from 'react';
import { t } from '@grafana/i18n';
import { ConfirmModal } from '@grafana/ui';
import { ChangeLines } from './ChangeLines.tsx';
import type { ProposedRollback } from './useRollback.ts';

/** More changes than this are counted rather than listed. */
const MOST_LINES = 20;

interface Props {
  readonly proposed: ProposedRollback;
  readonly onConfirm: () => Promise<void>;
  readonly onDismiss: () => void;
}

/** Asks before the whole document goes back, with everything that it would change. */
export function RollbackModal({ proposed: { revision, changes }, onConfirm, onDismiss }: Props) {
  const same = changes.length === 0;
  return (
    <ConfirmModal
      isOpen
      title={t('chains.rollback.title', 'Roll back to revision {{- revision}}?', { revision })}
      body={
        same
          ? t('chains.rollback.same', 'That is what is in force now: nothing would change.')
          : t(
              'chains.rollback.body',
              'Puts the whole configuration of that revision in force, not only this chain. It changes:',
            )
      }
      description={same ? undefined : <ChangeLines changes={changes} most={MOST_LINES} />}
      confirmText={t('chains.rollback.confirm', 'Roll back')}
      disabled={same}
      onConfirm={onConfirm}
      onDismiss={onDismiss}
    />
  );
}
