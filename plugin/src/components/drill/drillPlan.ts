import type { Chain, DrillFailure, DrillPlan } from '@understudy/contract';
import { timeAxis, type TimeAxis } from '../attempts/timeAxis.ts';

/** How much longer than the waits the axis is, for the calls themselves. */
const ROOM_FOR_CALLS = 1.2;
/** The axis has room for an answer of this length at the least. */
const ROOM_FOR_ANSWER_MS = 2_000;

/** How many steps a failure walks: a context that is too long has a list of its own; absent, the fallbacks serve it too. */
export function stepsFor(chain: Chain, failure: DrillFailure): number {
  const own = failure === 'context_window' ? chain.contextWindowFallbacks : undefined;
  return 1 + (own ?? chain.fallbacks).length;
}

/**
 * The axis while a test runs: the waits of all steps that are made to fail, and room for an answer where one can come. It is
 * known before the first call, so that nothing moves under the eye.
 */
export function plannedAxis({ steps, waitMs }: Pick<DrillPlan, 'steps' | 'waitMs'>): TimeAxis {
  const canAnswer = steps.some(({ forced, skipped }) => !forced && skipped === null);
  return timeAxis(canAnswer ? Math.max(waitMs * ROOM_FOR_CALLS, waitMs + ROOM_FOR_ANSWER_MS) : waitMs);
}

/**
 * The axis at `ms`: the planned one, doubled as often as needed where real calls take longer than anybody could know. A jump
 * now and then moves less than an axis that grows all the time.
 */
export function axisAt(planned: TimeAxis, ms: number): TimeAxis {
  let { totalMs } = planned;
  while (totalMs < ms) totalMs *= 2;
  return totalMs === planned.totalMs ? planned : timeAxis(totalMs);
}

/** The axis of a test that is over: the running one where it is well filled, else one of its own. */
export function finalAxis(planned: TimeAxis, ms: number): TimeAxis {
  const running = axisAt(planned, ms);
  return ms >= running.totalMs / 2 ? running : timeAxis(ms);
}

/** How many steps are made to fail, as a person chooses it: the primary, one or two more, all. */
export type FailSteps = 1 | 2 | 3 | 'all';

/** The choices for a chain of `steps` steps. */
export function failStepsChoices(steps: number): FailSteps[] {
  const some: FailSteps[] = [1, 2, 3];
  return [...some.filter((choice) => choice !== 'all' && choice < steps), 'all'];
}

/** A choice in a chain of `steps` steps, which may have fewer than it was made for. */
export function failStepsIn(choice: FailSteps, steps: number): FailSteps {
  return failStepsChoices(steps).includes(choice) ? choice : 'all';
}
