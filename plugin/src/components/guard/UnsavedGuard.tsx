import React, { useCallback, useEffect, useRef, useState, type ReactNode } from 'react';
import { t } from '@grafana/i18n';
import { ConfirmModal } from '@grafana/ui';
import { UnsavedContext, type NextLocation } from '../../hooks/unsaved/UnsavedContext.ts';
import { blockLeaving, type Blocked } from './blockLeaving.ts';

/** Asks before unsaved changes are left behind, for every page inside. */
export function UnsavedGuard({ children }: { readonly children: ReactNode }) {
  const [guards, setGuards] = useState(0);
  const [next, setNext] = useState<NextLocation | undefined>(undefined);
  const blocked = useRef<Blocked | undefined>(undefined);
  const guard = useCallback(() => {
    setGuards((count) => count + 1);
    return () => setGuards((count) => count - 1);
  }, []);
  const dirty = guards > 0;
  useEffect(() => {
    if (!dirty) return undefined;
    const block = blockLeaving(setNext);
    blocked.current = block;
    return () => block.release();
  }, [dirty]);
  const leave = () => {
    setNext(undefined);
    if (next) blocked.current?.go(next);
  };
  return (
    <UnsavedContext.Provider value={guard}>
      {children}
      <ConfirmModal
        isOpen={next !== undefined}
        title={t('guard.title', 'Leave without saving?')}
        body={t('guard.body', 'Your changes are not saved anywhere.')}
        confirmText={t('guard.leave', 'Leave and discard changes')}
        dismissText={t('guard.stay', 'Stay')}
        onConfirm={leave}
        onDismiss={() => setNext(undefined)}
      />
    </UnsavedContext.Provider>
  );
}
