import { METRICS } from '@understudy/contract';
import type { AlertFamily } from './alertFamily.ts';
import { fallbackBaseline } from './eligible.ts';
import { COST_MULTIPLIER, EXTRA_COST } from './recordingRules.ts';
import { increaseBy } from './ruleScope.ts';
import { recorded, select } from './select.ts';
import { HOUR, MINUTE } from './timing.ts';
import { usd } from './words.ts';

const costMultiplierHigh: AlertFamily = {
  alert: 'LLMFallbackCostMultiplierHigh',
  forSeconds: 10 * MINUTE,
  severity: 'warning',
  runbook: 'cost-multiplier',
  labels: ['model'],
  uses: ['costMultiplier', 'extraCostUsdPerHour'],
  say: ({ thresholds, models, timing }) => {
    const { costMultiplier, extraCostUsdPerHour } = thresholds;
    const span = timing.words(HOUR);
    return {
      expr: `${recorded(COST_MULTIPLIER, models)} > ${costMultiplier}\nand ${recorded(EXTRA_COST, models)} > ${extraCostUsdPerHour}`,
      summary: `Fallback answers cost more than ${costMultiplier === 2 ? 'twice' : `${costMultiplier} times`} the primary.`,
      description: `fallbacks cost {{ $value | humanize }} times what the primary would have in ${span}.`,
      threshold: `more than ${costMultiplier} times and ${usd(extraCostUsdPerHour)} above the primary in ${span}`,
    };
  },
};

/** Beside a primary that costs nothing every multiplier is infinite. */
const costFromFreePrimary: AlertFamily = {
  alert: 'LLMFallbackCostFromFreePrimary',
  forSeconds: 10 * MINUTE,
  severity: 'warning',
  runbook: 'cost-multiplier',
  labels: ['model'],
  uses: ['extraCostUsdPerHour'],
  say: (scope) => {
    const { thresholds, models, timing } = scope;
    const free = increaseBy(scope, ['model'], fallbackBaseline(models), HOUR);
    const span = timing.words(HOUR);
    const most = usd(thresholds.extraCostUsdPerHour);
    return {
      expr: `${recorded(EXTRA_COST, models)} > ${thresholds.extraCostUsdPerHour}\nand ${free} == 0`,
      summary: 'A model with a free primary pays for its fallback.',
      description: `its primary is free, its fallbacks cost {{ printf "%.2f" $value }} USD in ${span}.`,
      threshold: `more than ${most} in ${span} beside a free primary`,
    };
  },
};

const unpricedUsage: AlertFamily = {
  alert: 'LLMUnpricedUsage',
  forSeconds: 15 * MINUTE,
  severity: 'warning',
  runbook: 'unpriced',
  labels: ['provider', 'upstream_model'],
  say: (scope) => {
    const span = scope.timing.words(HOUR);
    return {
      expr: `${increaseBy(scope, ['provider', 'upstream_model'], select(METRICS.unpriced), HOUR)} > 0`,
      summary: 'A model without a price serves requests; costs are too low.',
      description: `served {{ $value | humanize }} requests in ${span} without a price.`,
      threshold: `any request in ${span}`,
    };
  },
};

/** Money. */
export const COST_ALERTS: readonly AlertFamily[] = [costMultiplierHigh, costFromFreePrimary, unpricedUsage];
