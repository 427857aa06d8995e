import { useCallback, useReducer, useRef } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { useAlertingClient } from '../../../api/alerting/AlertingClientContext.ts';
import { ALERTING_KEY } from '../data/alertingKey.ts';
import { IDLE_INSTALL, installReducer, type InstallState } from './installState.ts';
import { runInstall, type InstallOrder } from './runInstall.ts';

interface InstallControl {
  readonly state: InstallState;
  readonly run: (order: InstallOrder) => void;
}

/** One install at a time; its end is seen by the page, whether the drawer is still open or not. */
export function useInstall(onDone: () => void): InstallControl {
  const client = useAlertingClient();
  const queries = useQueryClient();
  const [state, dispatch] = useReducer(installReducer, IDLE_INSTALL);
  const running = useRef(false);
  const run = useCallback(
    (order: InstallOrder): void => {
      if (running.current) return;
      running.current = true;
      dispatch({ type: 'run' });
      runInstall(client, order, {
        onStart: (step) => dispatch({ type: 'start', step }),
        onDone: (fact) => dispatch({ type: 'done', fact }),
      })
        .then(
          () => {
            dispatch({ type: 'end' });
            onDone();
          },
          (error: unknown) => {
            dispatch({ type: 'fail', error: error instanceof Error ? error : new Error(String(error)) });
          },
        )
        .finally(() => {
          running.current = false;
          // Also after a failure: a part of it may be done.
          void queries.invalidateQueries({ queryKey: [ALERTING_KEY] });
        })
        .catch(() => undefined);
    },
    [client, queries, onDone],
  );
  return { state, run };
}
