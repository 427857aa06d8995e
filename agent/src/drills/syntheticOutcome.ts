import type { DrillOutcome } from '@understudy/contract';
import type { Outcome } from '../engine/index.ts';

const OUTCOMES: Readonly<Record<DrillOutcome, Outcome>> = {
  answered: 'success',
  exhausted: 'error',
  interrupted: 'error',
  client_error: 'client_error',
  cancelled: 'cancelled',
};

/** How `synthetic_requests_total` counts a drill. An exhausted one is an error, whatever was forced. */
export function syntheticOutcome(outcome: DrillOutcome): Outcome {
  return OUTCOMES[outcome];
}
