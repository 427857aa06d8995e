import type { Deadlines } from '@understudy/contract';
import type { Cancel } from './cancel.ts';
import type { EngineEvent } from './events.ts';
import type { CallOutcome, Usage } from './outcome.ts';
import type { EngineRequest, RequestTraits } from './request.ts';
import type { Step } from './step.ts';

/** One upstream call, as the engine asks for it. */
export interface Call {
  readonly request: EngineRequest;
  readonly step: Step;
  /** Milliseconds, cut to what is left of the whole request; `totalMs` itself is the engine's to keep. */
  readonly deadlines: Deadlines;
  /** Called off when the client leaves or the whole-request deadline passes. */
  readonly cancel: Cancel;
}

/** Makes one upstream call and says what came of it. Never throws for anything that a network or provider can do. */
export interface StepCaller {
  call(call: Call): Promise<CallOutcome>;
  /**
   * Why the step cannot carry this request although nothing declared says so (a picture by URL for a dialect that takes
   * only bytes, an API without a translation); null = it can.
   */
  unsupported(request: EngineRequest, step: Step): string | null;
}

/** Counts tokens where a provider reports none. Off the critical path; may answer later, never rejects. */
export interface UsageEstimator {
  estimate(traits: RequestTraits, outputText: string, step: Step): Promise<Usage>;
  /** Input tokens alone, for context planning. */
  countInput(traits: RequestTraits, step: Step): Promise<number>;
}

/** Listens to the engine. A listener must not throw; the engine does not wait for it. */
export type EngineListener = (event: EngineEvent) => void;
