import { useCallback, useEffect, useReducer, useRef } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import type { DrillLimit, DrillRequest } from '@understudy/contract';
import { AgentError } from '../../api/AgentError.ts';
import { useDrillRunner } from '../../api/drillStream/DrillRunnerContext.ts';
import { ALLOWANCE_KEY } from './useDrillHistory.ts';
import { drillReducer, IDLE_DRILL, type DrillAction, type DrillState } from './drillState.ts';

/** What a test changes: who has how many left as soon as it runs, and what it proved when it is over. */
const CHANGED_BY_RUNNING = ['listDrills'];
const CHANGED_BY_ENDING = ['listDrills', 'getStatus', 'listChains', 'getChain', 'listEvents'];

interface DrillControl {
  readonly state: DrillState;
  readonly run: (order: DrillRequest) => void;
  /** Stops it here and, by closing the connection, at the agent and its provider. */
  readonly stop: () => void;
}

function agentErrorOf(error: unknown): AgentError {
  if (error instanceof AgentError) return error;
  return new AgentError('The test could not be run.', { kind: 'failed', status: 0 });
}

function useRefreshOf(phase: DrillState['phase']): void {
  const queryClient = useQueryClient();
  useEffect(() => {
    if (phase === 'idle' || phase === 'starting') return;
    for (const operation of phase === 'ended' ? CHANGED_BY_ENDING : CHANGED_BY_RUNNING) {
      void queryClient.invalidateQueries({ queryKey: [operation] });
    }
  }, [phase, queryClient]);
}

/** One test at a time; it is stopped when whoever shows it goes. */
export function useDrill(): DrillControl {
  const runner = useDrillRunner();
  const queryClient = useQueryClient();
  const [state, dispatch] = useReducer(drillReducer, IDLE_DRILL);
  const running = useRef<AbortController | null>(null);
  useRefreshOf(state.phase);
  useEffect(() => () => running.current?.abort(), []);

  const run = useCallback(
    (order: DrillRequest): void => {
      running.current?.abort();
      const controller = new AbortController();
      running.current = controller;
      const tell = (action: DrillAction): void => {
        if (!controller.signal.aborted) dispatch(action);
      };
      dispatch({ type: 'run', order });
      const listener = {
        onEvent: (event: Extract<DrillAction, { type: 'event' }>['event']) =>
          tell({ type: 'event', event, now: performance.now() }),
        onLimit: (limit: DrillLimit) => void queryClient.setQueryData(ALLOWANCE_KEY, { ...limit, at: Date.now() }),
        onUnstreamed: () => tell({ type: 'unstreamed', now: performance.now() }),
      };
      runner(order, listener, controller.signal).catch((error: unknown) =>
        tell({ type: 'fail', error: agentErrorOf(error), now: performance.now() }),
      );
    },
    [runner, queryClient],
  );

  const stop = useCallback((): void => {
    dispatch({ type: 'stop', now: performance.now() });
    running.current?.abort();
  }, []);

  return { state, run, stop };
}
