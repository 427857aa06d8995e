import React, { useState } from 'react';
import { t } from '@grafana/i18n';
import { Button, ConfirmModal } from '@grafana/ui';
import { useReadOnly } from '../../hooks/useReadOnly.ts';
import { ChangeList } from './ChangeList.tsx';
import { policyChanges } from './policyChanges.ts';
import type { SavedPolicy } from './usePolicyDraft.ts';
import { useResetPolicy } from './useSavePolicy.ts';

/** Back to the defaults, after a look at what that changes. */
export function ResetButton({ saved }: { readonly saved: SavedPolicy }) {
  const [open, setOpen] = useState(false);
  const reset = useResetPolicy(saved);
  const changes = policyChanges(saved.policy, {});
  if (useReadOnly() !== undefined) return null;
  return (
    <>
      <Button
        variant="secondary"
        fill="outline"
        icon="history-alt"
        disabled={changes.length === 0 || reset.isPending}
        tooltip={changes.length === 0 ? t('policy.reset.nothing', 'The policy is at its defaults.') : undefined}
        onClick={() => setOpen(true)}
      >
        {t('policy.reset.button', 'Reset to defaults')}
      </Button>
      <ConfirmModal
        isOpen={open}
        title={t('policy.reset.title', 'Reset the policy to its defaults')}
        body={<ChangeList changes={changes} />}
        description={t('policy.reset.note', 'A rollback brings this policy back.')}
        confirmText={t('policy.reset.confirm', 'Reset to defaults')}
        onConfirm={() => {
          setOpen(false);
          reset.mutate();
        }}
        onDismiss={() => setOpen(false)}
      />
    </>
  );
}
