import type { DrillFailure } from '@understudy/contract';
import type { Call, CallOutcome, EngineEvent, EngineRequest, Step, StepCaller } from '../engine/index.ts';
import { forcedFailure } from './forcedFailure.ts';

/** What fails, and up to where. */
export interface Fault {
  readonly failure: DrillFailure;
  /** Positions from the primary on that fail. */
  readonly failSteps: number;
}

/** Fails at the first positions of a chain without calling anybody; the others are really called. */
export class FaultyCaller implements StepCaller {
  readonly #real: StepCaller;
  readonly #fault: Fault;
  #position = 0;

  constructor(real: StepCaller, fault: Fault) {
    this.#real = real;
    this.#fault = fault;
  }

  /** Hears of the engine's attempts before they are made: a call itself does not say at which position it is. */
  readonly listener = (event: EngineEvent): void => {
    if (event.type === 'attempt-started') this.#position = event.position;
  };

  isForced(position: number): boolean {
    return position < this.#fault.failSteps;
  }

  call(call: Call): Promise<CallOutcome> {
    return this.isForced(this.#position) ? Promise.resolve(forcedFailure(this.#fault.failure)) : this.#real.call(call);
  }

  unsupported(request: EngineRequest, step: Step): string | null {
    return this.#real.unsupported(request, step);
  }
}
