import { useCallback } from 'react';
import { useSearchParams } from 'react-router-dom';
import type { DrillFailure } from '@understudy/contract';
import { DRILL_FAILURE_PARAM, DRILL_PARAM, failureOfTrigger } from './openDrill.ts';

/** What the URL says is to be tested. */
export interface DrillTarget {
  readonly model: string;
  readonly failure: DrillFailure | undefined;
}

interface Target {
  /** null = the drawer is closed. */
  readonly target: DrillTarget | null;
  readonly close: () => void;
}

/** Reads the drawer's part of the URL. Closing takes it out in place, so that Back does not open it again. */
export function useDrillTarget(): Target {
  const [params, setParams] = useSearchParams();
  const model = params.get(DRILL_PARAM);
  const close = useCallback(() => {
    setParams(
      (current) => {
        const rest = new URLSearchParams(current);
        rest.delete(DRILL_PARAM);
        rest.delete(DRILL_FAILURE_PARAM);
        return rest;
      },
      { replace: true },
    );
  }, [setParams]);
  if (!model) return { target: null, close };
  return { target: { model, failure: failureOfTrigger(params.get(DRILL_FAILURE_PARAM)) }, close };
}
