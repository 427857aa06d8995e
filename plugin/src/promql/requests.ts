import { ELIGIBLE_OUTCOMES, ELIGIBLE_ROUTES, METRICS } from '@understudy/contract';
import { select } from './select.ts';
import { RANGE, withModel, type PromScope, type Window } from './scope.ts';

const eligible = { outcome: { oneOf: ELIGIBLE_OUTCOMES }, route: { oneOf: ELIGIBLE_ROUTES } } as const;
const fellBack = { outcome: { oneOf: ELIGIBLE_OUTCOMES }, route: 'fallback' } as const;

type Over = 'rate' | 'increase';

/** Eligible requests by requested model: per second (`rate`), or how many (`increase`). */
function eligibleBy(by: string, scope: PromScope, over: Over, window: Window): string {
  return `sum${by}(${over}(${select(METRICS.requests, { ...withModel(scope), ...eligible })}[${window}]))`;
}

function fallbacksBy(by: string, scope: PromScope, over: Over, window: Window): string {
  return `sum${by}(${over}(${select(METRICS.requests, { ...withModel(scope), ...fellBack })}[${window}]))`;
}

const BY_MODEL = ' by (model) ';

/** Share of eligible requests that a fallback answered or failed, a series a model (0..1); nothing without traffic. */
export function fallbackRateSeries(scope: PromScope, window: Window): string {
  return `${fallbacksBy(BY_MODEL, scope, 'rate', window)} / (${eligibleBy(BY_MODEL, scope, 'rate', window)} > 0)`;
}

/** Requests that fell back, a model. */
export function fallbackCount(scope: PromScope, window: Window): string {
  return `round(${fallbacksBy(BY_MODEL, scope, 'increase', window)})`;
}

/** Eligible requests, a model. */
export function eligibleCount(scope: PromScope, window: Window): string {
  return `round(${eligibleBy(BY_MODEL, scope, 'increase', window)})`;
}

/** The same over time, all models together. */
export function successAfterFallbackSeries(scope: PromScope, window: Window): string {
  const answered = select(METRICS.requests, { ...withModel(scope), outcome: 'success', route: 'fallback' });
  return `sum(rate(${answered}[${window}])) / (${fallbacksBy('', scope, 'rate', window)} > 0)`;
}

/**
 * The same series for the `most` models with the highest rate over the whole range of the page, so that a graph of a thousand
 * models stays one that can be read. `end()` makes it the same models at every point.
 */
export function highestFallbackRateSeries(scope: PromScope, window: Window, most: number): string {
  const over = (selection: object) =>
    `sum by (model) (increase(${select(METRICS.requests, { ...withModel(scope), ...selection })}[${RANGE}] @ end()))`;
  const highest = `topk(${most}, ${over(fellBack)} / (${over(eligible)} > 0))`;
  return `(${fallbackRateSeries(scope, window)}) and on (model) ${highest}`;
}

/** Eligible requests of all models together. */
export function totalEligible(scope: PromScope, window: Window): string {
  return `round(${eligibleBy('', scope, 'increase', window)})`;
}

/** Requests that fell back, of all models together. */
export function totalFallbacks(scope: PromScope, window: Window): string {
  return `round(${fallbacksBy('', scope, 'increase', window)})`;
}

/** Of these, answered. */
export function totalAnsweredFallbacks(scope: PromScope, window: Window): string {
  const answered = select(METRICS.requests, { ...withModel(scope), outcome: 'success', route: 'fallback' });
  return `round(sum(increase(${answered}[${window}])))`;
}
