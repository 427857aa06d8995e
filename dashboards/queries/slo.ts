import { recorded } from './scope.ts';

/** What a service level counts as bad: requests that fell back, or that nobody answered. */
export type Slo = 'failed' | 'fallback';

/** Windows of the recorded ratios, shortest first. */
export const WINDOWS = ['5m', '30m', '1h', '2h', '6h', '1d', '3d'] as const;
export type SloWindow = (typeof WINDOWS)[number];

/** The variable that holds the share that should be good. */
const TARGETS: Readonly<Record<Slo, string>> = { failed: '$availability_slo', fallback: '$fallback_slo' };

function rate(of: Slo | 'eligible'): string {
  return recorded(`job_model:understudy_requests_${of}:rate5m`);
}

/** Share of bad requests in a window, a model. */
export function ratio(slo: Slo, window: SloWindow): string {
  return `max by (model) (${recorded(`job_model:understudy_${slo}:ratio_rate${window}`)})`;
}

/** How many times faster than allowed the budget is used, a model: 1 uses it up in exactly 30 days. */
export function burnRate(slo: Slo, window: SloWindow): string {
  return `${ratio(slo, window)} / (1 - ${TARGETS[slo]})`;
}

/** The fastest burn of all models. */
export function fastestBurn(slo: Slo, window: SloWindow): string {
  return `max(${burnRate(slo, window)})`;
}

function badIn30Days(slo: Slo): string {
  const bad = `sum by (model) (sum_over_time(${rate(slo)}[30d]))`;
  return `${bad} / (sum by (model) (sum_over_time(${rate('eligible')}[30d])) > 0)`;
}

/** Share of good requests in 30 days, a model. */
export function goodShare(slo: Slo): string {
  return `1 - ${badIn30Days(slo)}`;
}

/** What is left of the 30 days' budget, a model: 1 = all, below 0 = overspent. */
export function budgetLeft(slo: Slo): string {
  return `1 - ${badIn30Days(slo)} / (1 - ${TARGETS[slo]})`;
}

/** The model with the least left. */
export function leastBudgetLeft(slo: Slo): string {
  return `bottomk(1, ${budgetLeft(slo)})`;
}

/** Recorded: cost of fallbacks against the primaries, of the last hour, a model. */
export function recordedCostMultiplier(): string {
  return `max by (model) (${recorded('job_model:understudy_cost_multiplier:ratio_increase1h')})`;
}

/** Recorded: what fallbacks cost above the primaries, in the last hour, a model (USD). */
export function recordedExtraCost(): string {
  return `max by (model) (${recorded('job_model:understudy_extra_cost_usd:increase1h')})`;
}

/** Recorded: 95th percentile of answers of the last 10 minutes, a model. */
export function recordedP95(): string {
  return `max by (model) (${recorded('job_model:understudy_request_duration_seconds:p95_rate10m')})`;
}

/** 1 pending, 2 firing; `subject` says what the alert is about. */
export function alertStates(): string {
  const alerts = (state: 'firing' | 'pending') => {
    const series = recorded('ALERTS', 'alertname=~"LLM.+"', `alertstate="${state}"`);
    return `max by (alertname, model, provider) (${series})`;
  };
  return `label_join(2 * ${alerts('firing')} or ${alerts('pending')}, "subject", " ", "model", "provider")`;
}
