import type { InstallStep, StepFact } from './runInstall.ts';

/** An install as far as it is known. */
export interface InstallState {
  readonly phase: 'idle' | 'running' | 'failed' | 'done';
  readonly at: InstallStep | undefined;
  readonly facts: readonly StepFact[];
  readonly error: Error | undefined;
}

export const IDLE_INSTALL: InstallState = { phase: 'idle', at: undefined, facts: [], error: undefined };

export type InstallAction =
  | { readonly type: 'run' }
  | { readonly type: 'start'; readonly step: InstallStep }
  | { readonly type: 'done'; readonly fact: StepFact }
  | { readonly type: 'fail'; readonly error: Error }
  | { readonly type: 'end' };

/** The next state of an install; a failed one keeps the step that it failed at. */
export function installReducer(state: InstallState, action: InstallAction): InstallState {
  switch (action.type) {
    case 'run':
      return { ...IDLE_INSTALL, phase: 'running' };
    case 'start':
      return { ...state, at: action.step };
    case 'done':
      return { ...state, at: undefined, facts: [...state.facts, action.fact] };
    case 'fail':
      return { ...state, phase: 'failed', error: action.error };
    case 'end':
      return { ...state, phase: 'done', at: undefined };
  }
}
