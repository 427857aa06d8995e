import { METRICS } from '@understudy/contract';
import { RANGE, RATE_INTERVAL } from '../../plugin/src/promql/scope.ts';
import { ofModels } from './scope.ts';

/** Calls that say nothing about the provider. */
const notItsFault = { notOneOf: ['cancelled', 'client_error'] } as const;
const BY_TARGET = 'by (provider, upstream_model)';

/** Share of calls that a target answered, over time. */
export function targetSuccess(): string {
  const answered = `sum ${BY_TARGET} (rate(${ofModels(METRICS.attempts, { result: 'success' })}[${RATE_INTERVAL}]))`;
  const all = `sum ${BY_TARGET} (rate(${ofModels(METRICS.attempts, { result: notItsFault })}[${RATE_INTERVAL}]))`;
  return `${answered} / (${all} > 0)`;
}

/** The same over the whole range. */
export function targetSuccessOfRange(): string {
  const answered = `sum ${BY_TARGET} (increase(${ofModels(METRICS.attempts, { result: 'success' })}[${RANGE}]))`;
  const all = `sum ${BY_TARGET} (increase(${ofModels(METRICS.attempts, { result: notItsFault })}[${RANGE}]))`;
  return `${answered} / (${all} > 0)`;
}

/** The target that answered least. */
export function weakestTarget(): string {
  return `bottomk(1, ${targetSuccessOfRange()})`;
}

/** Calls of each target, in the range. */
export function callsOfRange(): string {
  return `round(sum ${BY_TARGET} (increase(${ofModels(METRICS.attempts)}[${RANGE}])))`;
}

/** Calls of each target, a second. */
export function calls(): string {
  return `sum ${BY_TARGET} (rate(${ofModels(METRICS.attempts)}[${RATE_INTERVAL}]))`;
}

/** Failed calls by what was wrong, a second. */
export function failures(): string {
  const failed = ofModels(METRICS.attempts, { result: { notOneOf: ['success', ...notItsFault.notOneOf] } });
  return `sum by (provider, result) (rate(${failed}[${RATE_INTERVAL}]))`;
}

/** Calls that a provider refused for their credentials. */
export function authFailures(): string {
  const all = `sum by (provider) (increase(${ofModels(METRICS.attempts)}[${RANGE}]))`;
  const refused = `sum by (provider) (increase(${ofModels(METRICS.attempts, { result: 'auth' })}[${RANGE}]))`;
  return `sum(${refused} or 0 * ${all})`;
}

/** Further calls at the same target, by what failed before, a second. */
export function retries(): string {
  return `sum by (provider, upstream_model, reason) (rate(${ofModels(METRICS.retries)}[${RATE_INTERVAL}]))`;
}

/** Tokens a second. */
export function tokens(): string {
  return `sum by (provider, upstream_model, type) (rate(${ofModels(METRICS.tokens)}[${RATE_INTERVAL}]))`;
}
