import React, { useState } from 'react';
import { t } from '@grafana/i18n';
import { Button, ConfirmModal } from '@grafana/ui';
import { ChangeList } from './ChangeList.tsx';
import { policyChanges } from './policyChanges.ts';
import type { SavedPolicy } from './usePolicyDraft.ts';

interface Props {
  readonly saved: SavedPolicy;
  readonly onReset: () => void;
}

/** Back to the defaults, after a look at what that changes. */
export function ResetPolicy({ saved, onReset }: Props) {
  const [open, setOpen] = useState(false);
  const changes = policyChanges(saved.policy, {});
  const nothing = t('policy.reset.nothing', 'The policy is at its defaults.');
  return (
    <>
      <Button
        variant="secondary"
        fill="outline"
        icon="history-alt"
        disabled={changes.length === 0}
        {...(changes.length === 0 ? { tooltip: nothing } : {})}
        onClick={() => setOpen(true)}
      >
        {t('policy.reset.button', 'Reset to defaults')}
      </Button>
      <ConfirmModal
        isOpen={open}
        title={t('policy.reset.title', 'Reset the policy to its defaults')}
        body={<ChangeList changes={changes} />}
        description={t('policy.reset.note', 'Unsaved changes are dropped too. A rollback brings this policy back.')}
        confirmText={t('policy.reset.confirm', 'Reset to defaults')}
        onConfirm={() => {
          setOpen(false);
          onReset();
        }}
        onDismiss={() => setOpen(false)}
      />
    </>
  );
}
