import { css } from '@emotion/css';
import { useEffect, useState, type ReactNode } from 'react';
import { AppEvents, type EventBusSrv, type GrafanaTheme2 } from '@grafana/data';
import { Alert, useStyles2, type AlertVariant } from '@grafana/ui';

interface Toast {
  readonly id: number;
  readonly severity: AlertVariant;
  readonly title: ReactNode;
  readonly text: ReactNode;
}

const KINDS = [
  [AppEvents.alertSuccess, 'success'],
  [AppEvents.alertInfo, 'info'],
  [AppEvents.alertWarning, 'warning'],
  [AppEvents.alertError, 'error'],
] as const;

const VISIBLE_MS = { success: 3000, info: 3000, warning: 5000, error: 7000 } as const;

let last = 0;

/** What an alert carries: title, text, and (third is a trace) a component below, as Grafana shows them. */
function read(payload: unknown): { title: ReactNode; text: ReactNode } {
  const [title, text, , component] = Array.isArray(payload) ? (payload as ReactNode[]) : [payload as ReactNode];
  return { title, text: component ?? text };
}

/** Grafana's notifications: at the top right, gone after a while, announced. */
export function Toasts({ events }: { readonly events: EventBusSrv }) {
  const styles = useStyles2(getStyles);
  const [toasts, setToasts] = useState<readonly Toast[]>([]);
  const drop = (id: number): void => setToasts((all) => all.filter((toast) => toast.id !== id));
  useEffect(() => {
    const handlers = KINDS.map(([event, severity]) => {
      const show = (payload?: unknown): void => {
        const id = ++last;
        setToasts((all) => [...all, { id, severity, ...read(payload) }]);
        setTimeout(() => drop(id), VISIBLE_MS[severity]);
      };
      events.on(event, show);
      return () => events.off(event, show);
    });
    return () => handlers.forEach((remove) => remove());
  }, [events]);
  return (
    <div className={styles.stack}>
      {toasts.map(({ id, severity, title, text }) => (
        <Alert
          key={id}
          severity={severity}
          title={typeof title === 'string' ? title : ''}
          elevated
          onRemove={() => drop(id)}
          data-testid={`data-testid Alert ${severity}`}
        >
          {typeof title === 'string' ? text : title}
        </Alert>
      ))}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  stack: css({
    position: 'fixed',
    zIndex: theme.zIndex.portal,
    // Where Grafana has them, so that they cover what they cover there.
    top: 88,
    right: 6,
    minWidth: 'min(400px, 100vw - 12px)',
    maxWidth: 'min(600px, 100vw - 12px)',
  }),
});
