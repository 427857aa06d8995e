import { METRICS } from '@understudy/contract';
import { select } from './select.ts';
import { withModel, type PromScope, type Window } from './scope.ts';

/** Moves to the next step, by what caused them, most frequent first. */
export function fallbacksByTrigger(scope: PromScope, window: Window): string {
  return `sort_desc(sum by (reason) (increase(${select(METRICS.fallbacks, withModel(scope))}[${window}])))`;
}

/** Answers by a fallback, a target. */
export function answersByFallback(scope: PromScope, window: Window): string {
  const answers = select(METRICS.attempts, { ...withModel(scope), result: 'success', position: { not: '0' } });
  return `sum by (provider, upstream_model) (increase(${answers}[${window}]))`;
}

/** Answers, a requested model and the target that gave them. */
export function answersByTarget(scope: PromScope, window: Window): string {
  const answers = select(METRICS.attempts, { ...withModel(scope), result: 'success', position: { not: '0' } });
  return `sum by (model, provider, upstream_model) (increase(${answers}[${window}]))`;
}

/** Answers, a provider: its share of the traffic. */
export function answersByProvider(scope: PromScope, window: Window): string {
  const answers = select(METRICS.attempts, { ...withModel(scope), result: 'success' });
  return `sum by (provider) (increase(${answers}[${window}]))`;
}
