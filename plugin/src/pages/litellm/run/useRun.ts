import { useCallback, useEffect, useReducer, useRef } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { diffLitellm, getLitellmStatus, listLitellmBackups, renderLitellm } from '@understudy/contract';
import { t } from '@grafana/i18n';
import { AgentError } from '../../../api/AgentError.ts';
import { useLitellmRunner } from '../../../api/litellmStream/LitellmRunnerContext.ts';
import type { LitellmOrder } from '../../../api/litellmStream/litellmRunner.ts';
import { IDLE_RUN, runReducer, type RunAction, type RunState } from './runState.ts';

/** What a write changes of the page. */
const CHANGED = [getLitellmStatus, diffLitellm, listLitellmBackups, renderLitellm];

interface RunControl {
  readonly state: RunState;
  readonly run: (order: LitellmOrder) => void;
}

function agentErrorOf(error: unknown): AgentError {
  if (error instanceof AgentError) return error;
  return new AgentError(t('litellm.run.failed', 'The agent could not be told.'), { kind: 'failed', status: 0 });
}

/** One write at a time. Whoever goes away stops listening; the agent goes on. */
export function useRun(): RunControl {
  const runner = useLitellmRunner();
  const queries = useQueryClient();
  const [state, dispatch] = useReducer(runReducer, IDLE_RUN);
  const listening = useRef<AbortController | null>(null);

  const readAnew = useCallback(() => {
    for (const { operationId } of CHANGED) void queries.invalidateQueries({ queryKey: [operationId] });
  }, [queries]);

  useEffect(
    () => () => {
      if (!listening.current) return;
      listening.current.abort();
      // It may still be under way, which the page then has to know.
      readAnew();
    },
    [readAnew],
  );

  const run = useCallback(
    (order: LitellmOrder): void => {
      listening.current?.abort();
      const controller = new AbortController();
      listening.current = controller;
      const tell = (action: RunAction): void => {
        if (!controller.signal.aborted) dispatch(action);
      };
      dispatch({ type: 'run' });
      void runner(
        order,
        { onEvent: (event) => tell({ type: 'event', event }), onUnstreamed: () => tell({ type: 'unstreamed' }) },
        controller.signal,
      )
        .catch((error: unknown) => tell({ type: 'fail', error: agentErrorOf(error) }))
        .finally(readAnew);
    },
    [runner, readAnew],
  );

  return { state, run };
}
