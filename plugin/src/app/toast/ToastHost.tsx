import React, { useCallback, useRef, useState, type ReactNode } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Alert, Button, Portal, useStyles2 } from '@grafana/ui';
import { ToastContext, type UndoToast } from '../../hooks/toast/ToastContext.ts';
import { useHeld } from '../../hooks/useHeld.ts';
import { useTimeout } from '../../hooks/useTimeout.ts';

/** Long enough to read it and to reach for Undo. */
const SHOWN_MS = 12_000;

interface Shown extends UndoToast {
  readonly id: number;
}

/** Shows messages that offer Undo, one at a time: only the last thing done can be taken back. */
export function ToastHost({ children }: { readonly children: ReactNode }) {
  const [shown, setShown] = useState<Shown | undefined>(undefined);
  const show = useCallback((toast: UndoToast) => setShown((before) => ({ ...toast, id: (before?.id ?? 0) + 1 })), []);
  const hide = useCallback(() => setShown(undefined), []);
  return (
    <ToastContext.Provider value={show}>
      {children}
      {shown && <UndoAlert key={shown.id} toast={shown} onGone={hide} />}
    </ToastContext.Provider>
  );
}

function UndoAlert({ toast, onGone }: { readonly toast: UndoToast; readonly onGone: () => void }) {
  const styles = useStyles2(getStyles);
  const element = useRef<HTMLDivElement>(null);
  useTimeout(onGone, useHeld(element) ? undefined : SHOWN_MS);
  const undo = () => {
    onGone();
    void toast.undo();
  };
  return (
    <Portal>
      <div ref={element} className={styles}>
        <Alert elevated severity="success" title={toast.message} onRemove={onGone}>
          <Button variant="secondary" size="sm" onClick={undo}>
            {t('toast.undo', 'Undo')}
          </Button>
        </Alert>
      </div>
    </Portal>
  );
}

const getStyles = (theme: GrafanaTheme2) =>
  css({
    maxWidth: `calc(100vw - ${theme.spacing(4)})`,
    position: 'fixed',
    right: theme.spacing(2),
    // Under Grafana's top bar, where its own notifications stand.
    top: theme.spacing(7),
    width: 400,
    zIndex: theme.zIndex.portal,
  });
