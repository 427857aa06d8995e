import type {
  Drill,
  DrillAttempt,
  DrillEvent,
  DrillHop,
  DrillPlan,
  DrillRequest,
  DrillWait,
} from '@understudy/contract';
import type { AgentError } from '../../api/AgentError.ts';
import { buildTimeline, type AttemptFact } from '../attempts/buildTimeline.ts';
import type { Timeline } from '../attempts/timeline.ts';

/**
 * How a test stands: not begun; begun, without a word of it yet; its events come; it is over; it was stopped here; it was
 * refused or broke off.
 */
export type DrillPhase = 'idle' | 'starting' | 'running' | 'ended' | 'stopped' | 'failed';

/** A call that began and, when it is over, how it ended. */
type Attempt = Extract<DrillEvent, { type: 'attempt-started' }> | DrillAttempt;

export interface DrillState {
  readonly phase: DrillPhase;
  /** What runs or ran. */
  readonly order: DrillRequest | null;
  /** What it will do, as far as that is known beforehand; null = not told yet, or nothing streams. */
  readonly plan: DrillPlan | null;
  /** False = what happens is told at the end only. */
  readonly streamed: boolean;
  /** Local clock ms (performance.now) that its own clock's 0 corresponds to; null = no event came yet. */
  readonly startedAt: number | null;
  /** Own clock ms at which it was stopped or broke off; null otherwise. */
  readonly cutMs: number | null;
  readonly attempts: readonly Attempt[];
  readonly waits: readonly DrillWait[];
  readonly hops: readonly DrillHop[];
  /** When it is over. */
  readonly drill: Drill | null;
  readonly error: AgentError | null;
}

/** `now` is local clock ms (performance.now) throughout. */
export type DrillAction =
  | { readonly type: 'run'; readonly order: DrillRequest }
  | { readonly type: 'unstreamed'; readonly now: number }
  | { readonly type: 'event'; readonly event: DrillEvent; readonly now: number }
  | { readonly type: 'stop'; readonly now: number }
  | { readonly type: 'fail'; readonly error: AgentError; readonly now: number };

export const IDLE_DRILL: DrillState = {
  phase: 'idle',
  order: null,
  plan: null,
  streamed: true,
  startedAt: null,
  cutMs: null,
  attempts: [],
  waits: [],
  hops: [],
  drill: null,
  error: null,
};

/** A test of the history, as one that just ended. */
export function endedDrill(drill: Drill): DrillState {
  const { model, failure, failSteps, stream, attempts, waits, hops } = drill;
  const order = { model, failure, failSteps, stream, message: '' };
  return { ...IDLE_DRILL, phase: 'ended', order, drill, attempts, waits, hops };
}

/** True while the agent works on it. */
export function isUnderWay({ phase }: DrillState): boolean {
  return phase === 'starting' || phase === 'running';
}

/** Events are late by the way they take, so the earliest that any of them allows is the best guess of the start. */
function startOf(startedAt: number | null, now: number, atMs: number): number {
  return Math.min(startedAt ?? Number.POSITIVE_INFINITY, now - atMs);
}

function taken(state: DrillState, event: DrillEvent, now: number): DrillState {
  switch (event.type) {
    case 'plan':
      return { ...state, plan: event, startedAt: startOf(state.startedAt, now, 0) };
    case 'attempt-started':
      return { ...state, attempts: [...state.attempts, event], startedAt: startOf(state.startedAt, now, event.atMs) };
    case 'attempt-ended': {
      const others = state.attempts.filter(({ number }) => number !== event.number);
      const startedAt = startOf(state.startedAt, now, event.atMs + event.durationMs);
      return { ...state, attempts: [...others, event], startedAt };
    }
    case 'wait':
      return { ...state, waits: [...state.waits, event], startedAt: startOf(state.startedAt, now, event.atMs) };
    case 'hop':
      return { ...state, hops: [...state.hops, event] };
    case 'answer':
    case 'exhausted': {
      const { attempts, waits, hops } = event.drill;
      return { ...state, phase: 'ended', drill: event.drill, attempts, waits, hops };
    }
  }
}

/** Milliseconds on the test's own clock. */
export function elapsedMs({ startedAt }: Pick<DrillState, 'startedAt'>, now: number): number {
  return startedAt === null ? 0 : Math.max(0, now - startedAt);
}

/** What becomes of a test by what happens. What comes when it is over changes nothing any more. */
export function drillReducer(state: DrillState, action: DrillAction): DrillState {
  if (action.type === 'run') return { ...IDLE_DRILL, phase: 'starting', order: action.order };
  if (!isUnderWay(state)) return state;
  switch (action.type) {
    case 'unstreamed':
      return { ...state, phase: 'running', streamed: false, startedAt: action.now };
    case 'event':
      return taken({ ...state, phase: 'running' }, action.event, action.now);
    case 'stop':
      return { ...state, phase: 'stopped', cutMs: elapsedMs(state, action.now) };
    case 'fail':
      return { ...state, phase: 'failed', cutMs: elapsedMs(state, action.now), error: action.error };
  }
}

/** A call that was cut with the test ended with it. What a simulated failure says is known to whoever chose it. */
function factOf(attempt: Attempt, cutMs: number | null): AttemptFact {
  if ('result' in attempt) return attempt.forced ? { ...attempt, message: '' } : attempt;
  if (cutMs === null) return attempt;
  return { ...attempt, durationMs: Math.max(0, cutMs - attempt.atMs), result: 'cancelled' };
}

/** The picture of a test as far as it came. */
export function drillTimeline({ attempts, waits, hops, drill, cutMs }: DrillState): Timeline {
  const endMs = drill?.durationMs ?? cutMs;
  return buildTimeline({ attempts: attempts.map((attempt) => factOf(attempt, cutMs)), waits, hops, endMs });
}

/** How long it took, or null while it runs. */
export function drillLength({ drill, cutMs }: DrillState): number | null {
  return drill?.durationMs ?? cutMs;
}
