import { METRICS } from '@understudy/contract';
import { RANGE, RATE_INTERVAL, type Window } from '../../plugin/src/promql/scope.ts';
import { baselineRate, extraCost, spendRate } from '../../plugin/src/promql/cost.ts';
import { ofAgents, ofModels, SCOPE } from './scope.ts';

const HOUR = 3600;

function spent(by: string, window: Window): string {
  return `sum by (${by}) (increase(${ofModels(METRICS.cost)}[${window}]))`;
}

/** Billed, a model (USD). */
export function spendByModel(): string {
  return spent('model', RANGE);
}

/** What the primaries would have cost for the same tokens, a model (USD). */
export function baselineByModel(): string {
  return `sum by (model) (increase(${ofModels(METRICS.baselineCost)}[${RANGE}]))`;
}

/** Baseline − cost where both are known, a model: negative = a loss (USD). */
export function savingsByModel(): string {
  const cost = ofModels(METRICS.cost, { baseline: 'known' });
  return `${baselineByModel()} - sum by (model) (increase(${cost}[${RANGE}]))`;
}

/** What 1,000 answers cost, a model (USD). */
export function costPerThousandAnswers(): string {
  const answered = ofModels(METRICS.requests, { route: { oneOf: ['primary', 'fallback'] }, outcome: 'success' });
  return `1000 * ${spendByModel()} / (sum by (model) (increase(${answered}[${RANGE}])) > 0)`;
}

/** Billed by provider, USD an hour. */
export function spendPerHour(): string {
  return `${HOUR} * sum by (provider) (rate(${ofModels(METRICS.cost)}[${RATE_INTERVAL}]))`;
}

/** All that was billed, USD an hour. */
export function paidPerHour(): string {
  return `${HOUR} * ${spendRate(SCOPE, RATE_INTERVAL)}`;
}

/** What the requested models would have cost, USD an hour. */
export function baselinePerHour(): string {
  return `${HOUR} * ${baselineRate(SCOPE, RATE_INTERVAL)}`;
}

/** Billed in 30 days if it goes on as in the range (USD). */
export function spendOfAMonth(): string {
  return `${30 * 24 * HOUR} * sum(rate(${ofModels(METRICS.cost)}[${RANGE}]))`;
}

/** Billed for answers that were thrown away, by reason (USD). */
export function wasted(): string {
  return `sum by (reason) (increase(${ofModels(METRICS.wastedCost)}[${RANGE}]))`;
}

/** Requests without a price: their cost is in no figure. */
export function unpricedTotal(): string {
  const all = ofModels(METRICS.requests);
  const unpriced = ofModels(METRICS.unpriced);
  return `round(sum(sum by (model) (increase(${unpriced}[${RANGE}])) or 0 * sum by (model) (increase(${all}[${RANGE}]))))`;
}

/** The same by target. */
export function unpricedByTarget(): string {
  return `round(sum by (model, provider, upstream_model) (increase(${ofModels(METRICS.unpriced)}[${RANGE}])))`;
}

/** Price of a million tokens of a type (USD). */
export function pricePerMillion(type: 'cache_read' | 'cache_write' | 'input' | 'output'): string {
  return `1e6 * max by (provider, upstream_model) (${ofAgents(METRICS.price, { type })})`;
}

/** Seconds since prices were last changed. */
export function priceAge(): string {
  return `time() - max(${ofAgents(METRICS.pricingUpdated)})`;
}

/** Tokens by type, a second. */
export function tokensByType(): string {
  return `sum by (type) (rate(${ofModels(METRICS.tokens)}[${RATE_INTERVAL}]))`;
}

/** Parts of the tokens: cached and reasoning, a second. */
export function tokenDetails(): string {
  return `sum by (type) (rate(${ofModels(METRICS.tokenDetails)}[${RATE_INTERVAL}]))`;
}

/** Share of tokens that were counted here because the provider did not say. */
export function estimatedShare(): string {
  const estimated = ofModels(METRICS.tokens, { usage: 'estimated' });
  const all = `sum by (model) (increase(${ofModels(METRICS.tokens)}[${RANGE}]))`;
  return `(sum by (model) (increase(${estimated}[${RANGE}])) or 0 * ${all}) / (${all} > 0)`;
}

/** What fallbacks cost above the primaries, in all (USD). */
export function totalExtraCost(): string {
  return `sum(${extraCost(SCOPE, RANGE)})`;
}
