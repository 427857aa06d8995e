import { ELIGIBLE_OUTCOMES, ELIGIBLE_ROUTES, METRICS } from '@understudy/contract';
import { RANGE, RATE_INTERVAL, type Window } from '../../plugin/src/promql/scope.ts';
import { ofAgents, ofModels } from './scope.ts';

const routes = { oneOf: ELIGIBLE_ROUTES } as const;
const outcomes = { oneOf: ELIGIBLE_OUTCOMES } as const;

type Over = 'increase' | 'rate';

function eligible(over: Over, window: Window): string {
  return `sum by (model) (${over}(${ofModels(METRICS.requests, { outcome: outcomes, route: routes })}[${window}]))`;
}

function answered(over: Over, window: Window): string {
  return `sum by (model) (${over}(${ofModels(METRICS.requests, { outcome: 'success', route: routes })}[${window}]))`;
}

function fellBack(): string {
  return `sum by (model) (increase(${ofModels(METRICS.requests, { outcome: outcomes, route: 'fallback' })}[${RANGE}]))`;
}

/** Share of requests that left the primary, a model. */
export function fallbackRate(): string {
  return `${fellBack()} / (${eligible('increase', RANGE)} > 0)`;
}

/** The model that fell back most. */
export function highestFallbackRate(): string {
  return `topk(1, ${fallbackRate()})`;
}

/** Share of requests that anyone answered, a model. */
export function successRate(): string {
  return `${answered('increase', RANGE)} / (${eligible('increase', RANGE)} > 0)`;
}

/** The model that was answered least. */
export function lowestSuccessRate(): string {
  return `bottomk(1, ${successRate()})`;
}

/** The same over time, a model. */
export function successSeries(): string {
  return `${answered('rate', RATE_INTERVAL)} / (${eligible('rate', RATE_INTERVAL)} > 0)`;
}

/** Of the requests that fell back, the share that was answered, a model. */
export function successAfterFallback(): string {
  const saved = ofModels(METRICS.requests, { route: 'fallback', outcome: 'success' });
  return `sum by (model) (increase(${saved}[${RANGE}])) / (${fellBack()} > 0)`;
}

/** All that ended, by route and outcome, a second. */
export function trafficByOutcome(): string {
  return `sum by (route, outcome) (rate(${ofModels(METRICS.requests)}[${RATE_INTERVAL}]))`;
}

/** Requests a second, by model. */
export function trafficByModel(): string {
  return `sum by (model) (rate(${ofModels(METRICS.requests)}[${RATE_INTERVAL}]))`;
}

/** Refused before any route was taken, by reason. */
export function rejections(): string {
  return `sum by (reason) (increase(${ofModels(METRICS.rejections)}[${RANGE}]))`;
}

/** Clients that left, by stage, a second. */
export function disconnects(): string {
  return `sum by (stage) (rate(${ofModels(METRICS.clientDisconnects)}[${RATE_INTERVAL}]))`;
}

/** Requests for which the whole chain failed, a second. */
export function exhausted(): string {
  return `sum by (model) (rate(${ofModels(METRICS.chainExhausted)}[${RATE_INTERVAL}]))`;
}

/** Requests that are being served. */
export function inFlight(): string {
  return `sum by (model) (${ofModels(METRICS.inflight)})`;
}

/** Requests that each agent is serving. */
export function inFlightByAgent(): string {
  return `sum by (instance) (${ofAgents(METRICS.inflight)})`;
}
