import React, { useEffect, useRef } from 'react';
import type { LitellmBackup } from '@understudy/contract';
import { t } from '@grafana/i18n';
import { RunDrawer } from './RunDrawer.tsx';
import { useRun } from './useRun.ts';

interface Props {
  readonly backup: LitellmBackup;
  readonly onClose: () => void;
}

/** Puts a backup in force, which was confirmed before, and shows its steps. */
export function RestoreDrawer({ backup: { id }, onClose }: Props) {
  const { state, run } = useRun();
  const begun = useRef(false);
  useEffect(() => {
    // Once, however often the effect runs: it writes.
    if (begun.current) return;
    begun.current = true;
    run({ action: 'rollback', backup: id });
  }, [run, id]);
  return (
    <RunDrawer title={t('litellm.restore.title', 'Restore a backup')} subtitle={id} state={state} onClose={onClose} />
  );
}
