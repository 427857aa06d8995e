import { METRICS } from '@understudy/contract';
import type { AlertFamily } from './alertFamily.ts';
import { eligibleRequests, fallbackRequests, requestsThat } from './eligible.ts';
import { increaseBy, maxBy } from './ruleScope.ts';
import { select } from './select.ts';
import { HOUR, MINUTE } from './timing.ts';
import { percent } from './words.ts';

const MODEL = ['model'];

const fallbackRateHigh: AlertFamily = {
  alert: 'LLMFallbackRateHigh',
  forSeconds: 5 * MINUTE,
  severity: 'warning',
  runbook: 'fallback-rate',
  labels: MODEL,
  uses: ['fallbackRate'],
  say: (scope) => {
    const { thresholds, models, alerts, timing } = scope;
    const fallbacks = increaseBy(scope, MODEL, fallbackRequests(models), 15 * MINUTE);
    const all = increaseBy(scope, MODEL, eligibleRequests(models), 15 * MINUTE);
    const most = percent(thresholds.fallbackRate);
    const span = timing.words(15 * MINUTE);
    return {
      expr: `(\n  ${fallbacks}\n  / (${all} >= ${alerts.minRequests})\n) > ${thresholds.fallbackRate}`,
      summary: `More than ${most} of the requests of a model used a fallback.`,
      description: `{{ $value | humanizePercentage }} of the requests in ${span} used a fallback.`,
      threshold: `more than ${most} in ${span}, from ${alerts.minRequests} requests on`,
    };
  },
};

const allProvidersFailing: AlertFamily = {
  alert: 'LLMAllProvidersFailing',
  forSeconds: MINUTE,
  severity: 'critical',
  runbook: 'all-providers-failed',
  labels: MODEL,
  say: (scope) => {
    const exhausted = increaseBy(scope, MODEL, select(METRICS.chainExhausted), 5 * MINUTE);
    const all = increaseBy(scope, MODEL, eligibleRequests(), 5 * MINUTE);
    const span = scope.timing.words(5 * MINUTE);
    return {
      expr: `${exhausted} >= 3\nand (${exhausted} / (${all} > 0)) > 0.5`,
      summary: 'Most requests of a model fail on its whole chain.',
      description: `{{ $value | humanize }} requests in ${span} found nobody in the whole chain to answer, more than half of all.`,
      threshold: `more than 50% in ${span}, from 3 on`,
    };
  },
};

const chainUnavailable: AlertFamily = {
  alert: 'LLMChainUnavailable',
  forSeconds: MINUTE,
  severity: 'critical',
  runbook: 'all-providers-failed',
  labels: MODEL,
  say: (scope) => ({
    expr: `${maxBy(scope, MODEL, select(METRICS.chainNext))} == -1`,
    summary: "Nothing in a model's chain may be called on any agent.",
    description: 'no agent has a step left that it may call: circuits are open or targets disabled.',
    threshold: 'no callable step on any agent',
  }),
};

/** The net for low traffic: a set difference needs neither a rate nor a series of successes. */
const modelNeverSucceeds: AlertFamily = {
  alert: 'LLMModelNeverSucceeds',
  forSeconds: 30 * MINUTE,
  severity: 'warning',
  runbook: 'all-providers-failed',
  labels: MODEL,
  say: (scope) => {
    const span = scope.timing.words(6 * HOUR);
    const failed = increaseBy(scope, MODEL, requestsThat('error'), 6 * HOUR);
    const answered = increaseBy(scope, MODEL, requestsThat('success'), 6 * HOUR);
    return {
      expr: `(${failed} >= 2)\nunless (${answered} > 0)`,
      summary: `A model was called in the last ${span} and never succeeded.`,
      description: `all of its {{ $value | humanize }} requests in ${span} failed.`,
      threshold: `no success in ${span}, from 2 failures on`,
    };
  },
};

const streamInterruptions: AlertFamily = {
  alert: 'LLMStreamInterruptions',
  forSeconds: 5 * MINUTE,
  severity: 'warning',
  runbook: 'streams',
  labels: MODEL,
  say: (scope) => {
    const span = scope.timing.words(15 * MINUTE);
    const broken = increaseBy(scope, MODEL, select(METRICS.streamInterruptions), 15 * MINUTE);
    const all = increaseBy(scope, MODEL, eligibleRequests(), 15 * MINUTE);
    return {
      expr: `${broken} >= 5\nand ${broken} / (${all} > 0) > 0.01`,
      summary: 'Over 1% of the requests break in mid-stream.',
      description: `{{ $value | humanize }} streams broke in ${span} after their first byte, more than 1% of the requests.`,
      threshold: `more than 1% in ${span}, from 5 on`,
    };
  },
};

/** What applications notice. */
export const REQUEST_ALERTS: readonly AlertFamily[] = [
  fallbackRateHigh,
  allProvidersFailing,
  chainUnavailable,
  modelNeverSucceeds,
  streamInterruptions,
];
