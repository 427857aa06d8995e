import { useCallback, useState } from 'react';
import { DRILL_MESSAGE, type Chain, type DrillFailure, type DrillRequest } from '@understudy/contract';
import { failStepsIn, stepsFor, type FailSteps } from './drillPlan.ts';

/** What a person chose. */
export interface DrillOptions {
  readonly failure: DrillFailure;
  readonly failSteps: FailSteps;
  readonly stream: boolean;
  readonly message: string;
}

interface Chosen {
  readonly options: DrillOptions;
  readonly change: (change: Partial<DrillOptions>) => void;
  /** Steps that the chosen failure walks. */
  readonly steps: number;
  /** null = it cannot be run so. */
  readonly order: DrillRequest | null;
}

const DEFAULT_FAILURE: DrillFailure = 'rate_limit';

function orderOf(model: string, { failure, failSteps, stream, message }: DrillOptions, steps: number): DrillRequest {
  return {
    model,
    failure,
    failSteps: failSteps === 'all' ? steps : failSteps,
    stream: stream || failure === 'cut_stream',
    message: message.trim(),
  };
}

/**
 * The options of a test of `chain`.
 * @param proposed the failure to begin with
 */
export function useDrillOptions(chain: Chain, proposed: DrillFailure | undefined): Chosen {
  const [chosen, setChosen] = useState<DrillOptions>({
    failure: proposed ?? DEFAULT_FAILURE,
    failSteps: 1,
    stream: false,
    message: DRILL_MESSAGE,
  });
  const change = useCallback((part: Partial<DrillOptions>) => setChosen((before) => ({ ...before, ...part })), []);
  const steps = stepsFor(chain, chosen.failure);
  const options = { ...chosen, failSteps: failStepsIn(chosen.failSteps, steps) };
  const order = options.message.trim() === '' ? null : orderOf(chain.model, options, steps);
  return { options, change, steps, order };
}
