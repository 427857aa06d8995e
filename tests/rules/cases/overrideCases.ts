import type { RuleSource } from '../../../agent/src/rules/index.ts';
import { fired, requests, series, SCRAPE, type Labels, type RuleCase } from '../ruleCase.ts';

/** Every character that an id may have. */
const OWN = 'org/m.x:1@a+b-c_d';
/** What an id would match if its dot or plus were not escaped. */
const ALIKE = ['org/mAx:1@a+b-c_d', 'org/m.x:1@aab-c_d'];

const source: RuleSource = {
  alerts: {
    chains: {
      [OWN]: {
        ...{ fallbackRate: 0.3, latencyP95Seconds: 60, costMultiplier: 4, extraCostUsdPerHour: 1 },
        slo: { fallback: 0.8 },
      },
      patient: { latencyP95Seconds: 60 },
    },
  },
};

const share = (model: string, percent: string, more: Labels = {}) =>
  fired('warning', { model }, `${percent} of the requests in 15 minutes used a fallback.`, more);

function shares(model: string, fallbacks: number): Record<string, string> {
  return {
    [requests('primary', 'success', { model })]: `0+${10 - fallbacks}x90`,
    [requests('fallback', 'success', { model })]: `0+${fallbacks}x90`,
  };
}

const RATE: readonly RuleCase[] = [
  {
    name: 'a chain with a threshold of its own is judged by that alone',
    rule: 'LLMFallbackRateHigh',
    all: true,
    source,
    series: { ...shares(OWN, 2), ...shares('patient', 2) },
    checks: { '40m': [share('patient', '20%')] },
  },
  {
    name: 'once, where it is above it',
    rule: 'LLMFallbackRateHigh',
    all: true,
    source,
    series: shares(OWN, 4),
    checks: { '40m': [share(OWN, '40%')] },
  },
  {
    name: 'and ids that look alike by the general one',
    rule: 'LLMFallbackRateHigh',
    all: true,
    source,
    series: Object.assign({}, ...ALIKE.map((model) => shares(model, 2))) as Record<string, string>,
    checks: { '40m': ALIKE.map((model) => share(model, '20%')) },
  },
];

/** 40% is twice the budget of a level of 80%, which is slow; by the level of 95% it would be fast. */
const BURN: readonly RuleCase[] = [
  {
    name: 'a level of its own has thresholds of its own',
    rule: 'LLMFallbackBudgetBurn',
    all: true,
    source,
    series: {
      [requests('primary', 'success', { model: OWN })]: '0+6x90',
      [requests('fallback', 'success', { model: OWN })]: '0+4x90',
    },
    checks: {
      '60m': [
        {
          labels: { ...SCRAPE, model: OWN, severity: 'info', slo: 'fallback' },
          says: `${OWN} namespace=prod job=understudy-agent: 40% of its requests used a fallback; 20% may, by its service level of 80%.`,
        },
      ],
    },
  },
];

function paid(model: string, usd: number, baseline: number): Record<string, string> {
  const labels = { model, route: 'fallback' };
  return {
    [series('understudy_cost_usd_total', { ...labels, baseline: 'known' })]: `0+${usd}x120`,
    [series('understudy_baseline_cost_usd_total', labels)]: `0+${baseline}x120`,
  };
}

const COST: readonly RuleCase[] = [
  {
    name: 'a multiplier of its own',
    rule: 'LLMFallbackCostMultiplierHigh',
    all: true,
    source,
    series: { ...paid(OWN, 3, 1), ...paid('patient', 3, 1) },
    checks: {
      '100m': [fired('warning', { model: 'patient' }, 'fallbacks cost 3 times what the primary would have in 1 hour.')],
    },
  },
  {
    name: 'an amount of its own',
    rule: 'LLMFallbackCostFromFreePrimary',
    all: true,
    source,
    series: { ...paid(OWN, 0.015, 0), ...paid('patient', 0.0125, 0) },
    checks: {
      '100m': [fired('warning', { model: 'patient' }, 'its primary is free, its fallbacks cost 0.75 USD in 1 hour.')],
    },
  },
];

function slow(model: string, seconds: number): Record<string, string> {
  const labels = { model, route: 'primary', outcome: 'success' };
  const name = 'understudy_request_duration_seconds';
  return {
    [series(`${name}_bucket`, { ...labels, le: String(seconds / 2) })]: '0x90',
    [series(`${name}_bucket`, { ...labels, le: String(seconds) })]: '0+10x90',
    [series(`${name}_bucket`, { ...labels, le: '+Inf' })]: '0+10x90',
    [series(`${name}_count`, labels)]: '0+10x90',
  };
}

const LATENCY: readonly RuleCase[] = [
  {
    name: 'a latency of its own, for two chains',
    rule: 'LLMLatencyP95High',
    all: true,
    source,
    series: { ...slow(OWN, 30), ...slow('patient', 120), ...slow('other', 30) },
    checks: {
      '60m': [
        fired('warning', { model: 'other' }, '5% of its answers in 10 minutes took longer than 29.25s.'),
        fired('warning', { model: 'patient' }, '5% of its answers in 10 minutes took longer than 1m 57s.'),
      ],
    },
  },
];

/** Chains with thresholds of their own. */
export const OVERRIDE_CASES: readonly RuleCase[] = [...RATE, ...BURN, ...COST, ...LATENCY];
