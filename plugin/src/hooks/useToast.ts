import { useContext, useMemo } from 'react';
import { AppEvents } from '@grafana/data';
import { getAppEvents } from '@grafana/runtime';
import { AgentError } from '../api/AgentError.ts';
import { ToastContext } from './toast/ToastContext.ts';

/** Says how something went that a person did, where the page itself does not show it. */
export interface Toast {
  /** It is done; `undo` offers to take it back. */
  readonly saved: (message: string, undo?: () => void | Promise<void>) => void;
  /** It was not done, and why. */
  readonly failed: (error: Error) => void;
}

/** Grafana's own notifications; a message with Undo is the app's, as Grafana's carry no button. */
export function useToast(): Toast {
  const show = useContext(ToastContext);
  return useMemo(
    () => ({
      saved: (message, undo) => {
        if (undo && show) show({ message, undo });
        else getAppEvents().publish({ type: AppEvents.alertSuccess.name, payload: [message] });
      },
      failed: (error) => {
        const fix = error instanceof AgentError ? error.fix : undefined;
        getAppEvents().publish({
          type: AppEvents.alertError.name,
          payload: fix ? [error.message, fix] : [error.message],
        });
      },
    }),
    [show],
  );
}
