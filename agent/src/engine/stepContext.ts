import type { EffectivePolicy } from '@understudy/contract';
import type { Breaker } from './breaker.ts';
import type { Clock } from './clock.ts';
import type { EngineEvent } from './events.ts';
import type { Ledger } from './ledger.ts';
import type { StepCaller } from './ports.ts';
import type { EngineRequest } from './request.ts';
import type { Step } from './step.ts';

/** What a step's attempts need to know. */
export interface StepContext {
  readonly request: EngineRequest;
  readonly step: Step;
  readonly position: number;
  readonly policy: EffectivePolicy;
  readonly breaker: Breaker;
  readonly caller: StepCaller;
  readonly clock: Clock;
  readonly random: () => number;
  readonly ledger: Ledger;
  /** Clock ms at which the whole request is over. */
  readonly endsAt: number;
  readonly emit: (event: EngineEvent) => void;
}
