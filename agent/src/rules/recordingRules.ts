import type { RecordingRule } from '@understudy/contract';
import {
  answeredDurations,
  eligibleRequests,
  fallbackBaseline,
  fallbackCost,
  fallbackRequests,
  requestsThat,
} from './eligible.ts';
import { increaseBy, sumBy, by, type RuleSettings } from './ruleScope.ts';
import { DAY, HOUR, MINUTE } from './timing.ts';

/** Windows longer than that of the recorded rates, by the name that their series has at every scale. */
const LONG_WINDOWS = { '30m': 30 * MINUTE, '1h': HOUR, '2h': 2 * HOUR, '6h': 6 * HOUR, '1d': DAY, '3d': 3 * DAY };
export type LongWindow = keyof typeof LONG_WINDOWS;

/** Unscaled seconds. */
export function lengthOf(window: LongWindow): number {
  return LONG_WINDOWS[window];
}

/** What is bad about a request, by service level. */
export type BadKind = 'fallback' | 'failed';

const ELIGIBLE = 'job_model:understudy_requests_eligible:rate5m';

/** Bad requests a second. */
export function badRate(kind: BadKind): string {
  return `job_model:understudy_requests_${kind}:rate5m`;
}

/** Share of bad requests. */
export function badRatio(kind: BadKind, window: '5m' | LongWindow): string {
  return `job_model:understudy_${kind}:ratio_rate${window}`;
}

export const COST_MULTIPLIER = 'job_model:understudy_cost_multiplier:ratio_increase1h';
export const EXTRA_COST = 'job_model:understudy_extra_cost_usd:increase1h';
export const LATENCY_P95 = 'job_model:understudy_request_duration_seconds:p95_rate10m';

function rate(settings: RuleSettings, selector: string): string {
  return sumBy(settings, ['model'], `rate(${selector}[${settings.timing.window(5 * MINUTE)}])`);
}

/** Nothing divided by nothing is no sample. */
function share(part: string, whole: string): string {
  return `${part} / (${whole} > 0)`;
}

/** By events, out of the recorded rates: cheap, however many agents there are. */
function longRatios(settings: RuleSettings, window: LongWindow): RecordingRule[] {
  const over = (series: string): string => `sum_over_time(${series}[${settings.timing.window(LONG_WINDOWS[window])}])`;
  return (['fallback', 'failed'] as const).map((kind) => ({
    record: badRatio(kind, window),
    expr: share(over(badRate(kind)), over(ELIGIBLE)),
  }));
}

/** Rules that write series, in an order in which each finds what it reads. */
export function recordingRules(settings: RuleSettings): RecordingRule[] {
  const model = ['model'];
  const cost = increaseBy(settings, model, fallbackCost(), HOUR);
  const baseline = increaseBy(settings, model, fallbackBaseline(), HOUR);
  const buckets = `rate(${answeredDurations('_bucket')}[${settings.timing.window(10 * MINUTE)}])`;
  return [
    { record: ELIGIBLE, expr: rate(settings, eligibleRequests()) },
    { record: badRate('fallback'), expr: rate(settings, fallbackRequests()) },
    { record: badRate('failed'), expr: rate(settings, requestsThat('error')) },
    { record: badRatio('fallback', '5m'), expr: share(badRate('fallback'), ELIGIBLE) },
    { record: badRatio('failed', '5m'), expr: share(badRate('failed'), ELIGIBLE) },
    ...(['30m', '1h', '2h', '6h', '1d', '3d'] as const).flatMap((window) => longRatios(settings, window)),
    { record: COST_MULTIPLIER, expr: share(cost, baseline) },
    { record: EXTRA_COST, expr: `${cost} - ${baseline}` },
    { record: LATENCY_P95, expr: `histogram_quantile(0.95, sum${by(settings, 'model', 'le')} (${buckets}))` },
  ];
}
