import {
  LITELLM_STEPS,
  type LitellmEvent,
  type LitellmProof,
  type LitellmStep,
  type LitellmStepName,
  type LitellmSync,
} from '@understudy/contract';
import type { AgentError } from '../../../api/AgentError.ts';

/** A write of LiteLLM's file as far as it is known. */
export interface RunState {
  readonly phase: 'idle' | 'running' | 'over';
  /** The step under way; undefined = none, or nothing streams. */
  readonly at: LitellmStepName | undefined;
  /** Steps that ended. */
  readonly steps: readonly LitellmStep[];
  readonly proofs: readonly LitellmProof[];
  /** False: all of it is told at the end. */
  readonly streamed: boolean;
  /** How it ended; undefined until then. */
  readonly sync: LitellmSync | undefined;
  /** Why nothing more is known. */
  readonly error: AgentError | undefined;
}

export const IDLE_RUN: RunState = {
  phase: 'idle',
  at: undefined,
  steps: [],
  proofs: [],
  streamed: true,
  sync: undefined,
  error: undefined,
};

export type RunAction =
  | { readonly type: 'run' }
  | { readonly type: 'event'; readonly event: LitellmEvent }
  | { readonly type: 'unstreamed' }
  | { readonly type: 'fail'; readonly error: AgentError };

function told(state: RunState, event: LitellmEvent): RunState {
  switch (event.type) {
    case 'step-started':
      return { ...state, at: event.step };
    case 'step-ended': {
      const { type: _, ...step } = event;
      return { ...state, at: undefined, steps: [...state.steps, step] };
    }
    case 'proof': {
      const { type: _, ...proof } = event;
      return { ...state, proofs: [...state.proofs, proof] };
    }
    // What it changes is shown above already.
    case 'diff':
      return state;
    case 'done': {
      const { sync } = event;
      return { ...state, phase: 'over', at: undefined, steps: sync.steps, proofs: sync.proofs, sync };
    }
  }
}

/** The next state of a write. */
export function runReducer(state: RunState, action: RunAction): RunState {
  switch (action.type) {
    case 'run':
      return { ...IDLE_RUN, phase: 'running' };
    case 'event':
      return told(state, action.event);
    case 'unstreamed':
      return { ...state, streamed: false };
    case 'fail':
      return { ...state, phase: 'over', at: undefined, error: action.error };
  }
}

/** How a step stands. */
export interface StepView {
  readonly step: LitellmStepName;
  readonly state: 'waiting' | 'running' | 'untested' | 'passed' | 'left-out' | 'failed';
  readonly detail: string;
}

const STATES = { ok: 'passed', failed: 'failed', skipped: 'left-out' } as const;

const isUndoing = (step: LitellmStepName): boolean => step.startsWith('restore');

/** Every step in its order; those that undo stand there only where something is undone. */
export function stepViews({ steps, at, phase }: RunState): readonly StepView[] {
  const untold = phase === 'over' ? 'untested' : 'waiting';
  const ended = new Map(steps.map((step) => [step.step, step]));
  return LITELLM_STEPS.filter((step) => !isUndoing(step) || ended.has(step) || at === step).map((step) => {
    const end = ended.get(step);
    if (end) return { step, state: STATES[end.result], detail: end.detail };
    return { step, state: at === step ? 'running' : untold, detail: '' };
  });
}
