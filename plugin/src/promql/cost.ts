import { METRICS } from '@understudy/contract';
import { select } from './select.ts';
import { withModel, type PromScope, type Window } from './scope.ts';

function increase(selector: string, window: Window): string {
  return `increase(${selector}[${window}])`;
}

/** Cost of what fallbacks answered ÷ what the primary would have cost for the same tokens, a model; nothing where unknown. */
export function costMultiplier(scope: PromScope, window: Window): string {
  const cost = select(METRICS.cost, { ...withModel(scope), route: 'fallback', baseline: 'known' });
  const baseline = select(METRICS.baselineCost, { ...withModel(scope), route: 'fallback' });
  return `sum by (model) (${increase(cost, window)}) / (sum by (model) (${increase(baseline, window)}) > 0)`;
}

/** What fallbacks cost above the primary's price, a model (USD; may be negative). */
export function extraCost(scope: PromScope, window: Window): string {
  const cost = select(METRICS.cost, { ...withModel(scope), route: 'fallback', baseline: 'known' });
  const baseline = select(METRICS.baselineCost, { ...withModel(scope), route: 'fallback' });
  return `sum by (model) (${increase(cost, window)}) - sum by (model) (${increase(baseline, window)})`;
}

/** All that was billed, a second (USD): its sum over a range is what the range cost. */
export function spendRate(scope: PromScope, window: Window): string {
  return `sum(rate(${select(METRICS.cost, withModel(scope))}[${window}]))`;
}

/** What the requested models would have cost, a second (USD). */
export function baselineRate(scope: PromScope, window: Window): string {
  return `sum(rate(${select(METRICS.baselineCost, withModel(scope))}[${window}]))`;
}

/** All that was billed (USD). */
export function totalSpend(scope: PromScope, window: Window): string {
  return `sum(${increase(select(METRICS.cost, withModel(scope)), window)})`;
}

/** Billed but thrown away, in all (USD). */
export function totalWasted(scope: PromScope, window: Window): string {
  return `sum(${increase(select(METRICS.wastedCost, withModel(scope)), window)})`;
}

/** What the requested models would have cost − what was paid, in all (USD). */
export function totalSavings(scope: PromScope, window: Window): string {
  const baseline = increase(select(METRICS.baselineCost, withModel(scope)), window);
  const cost = increase(select(METRICS.cost, { ...withModel(scope), baseline: 'known' }), window);
  return `sum(${baseline}) - sum(${cost})`;
}
