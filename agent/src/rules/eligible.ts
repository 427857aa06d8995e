import { METRICS } from '@understudy/contract';
import { select, type ModelScope } from './select.ts';

const ENDED = ['success', 'error'];
const ROUTES = ['primary', 'fallback'];

/** Requests that count: answered, or failed although called (observability.md, 0). */
export function eligibleRequests(models?: ModelScope): string {
  return select(METRICS.requests, { outcome: ENDED, route: ROUTES }, models);
}

/** Those that a fallback was called for. */
export function fallbackRequests(models?: ModelScope): string {
  return select(METRICS.requests, { outcome: ENDED, route: 'fallback' }, models);
}

/** Those with the outcome. */
export function requestsThat(outcome: 'success' | 'error', models?: ModelScope): string {
  return select(METRICS.requests, { outcome, route: ROUTES }, models);
}

/** Answered ones, by how long they took. */
export function answeredDurations(part: '_bucket' | '_count', models?: ModelScope): string {
  return select(METRICS.requestDuration, { outcome: 'success', route: ROUTES }, models, part);
}

/** What requests that a fallback answered cost, where the primary's price is known. */
export function fallbackCost(): string {
  return select(METRICS.cost, { route: 'fallback', baseline: 'known' });
}

/** What the same would have cost at the primary. */
export function fallbackBaseline(models?: ModelScope): string {
  return select(METRICS.baselineCost, { route: 'fallback' }, models);
}
