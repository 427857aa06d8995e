import { fired, series, type Labels, type RuleCase } from '../ruleCase.ts';

const model = { model: 'gpt-4o' };
const cost = (labels: Labels = {}) =>
  series('understudy_cost_usd_total', {
    ...{ ...model, provider: 'anthropic', upstream_model: 'claude', route: 'fallback', baseline: 'known' },
    ...labels,
  });
const baseline = (labels: Labels = {}) =>
  series('understudy_baseline_cost_usd_total', { ...model, route: 'fallback', ...labels });

const dear = (times: string) =>
  fired('warning', model, `fallbacks cost ${times} times what the primary would have in 1 hour.`);

/** More than twice and more than half a dollar in 1 hour, for 10 minutes. */
const MULTIPLIER: readonly RuleCase[] = [
  {
    name: 'waits 10 minutes, fires, resolves an hour after the last',
    rule: 'LLMFallbackCostMultiplierHigh',
    series: {
      [cost()]: '0x10 6+0.015x70 7.05x120',
      [baseline()]: '0x10 2+0.005x70 2.35x120',
    },
    checks: { '20m': [], '22m': [dear('3')], '65m': [dear('3')], '150m': [] },
  },
  {
    name: 'fires between half and a whole dollar',
    rule: 'LLMFallbackCostMultiplierHigh',
    series: { [cost()]: '0+0.015x120', [baseline()]: '0+0.005x120' },
    checks: { '100m': [dear('3')] },
  },
  {
    name: 'is quiet at exactly twice',
    rule: 'LLMFallbackCostMultiplierHigh',
    series: { [cost()]: '0+2x120', [baseline()]: '0+1x120' },
    checks: { '40m': [], '100m': [] },
  },
  {
    name: 'is quiet at exactly half a dollar, and somewhat below it',
    rule: 'LLMFallbackCostMultiplierHigh',
    series: {
      [cost()]: '0x10 0.75x40',
      [baseline()]: '0x10 0.25x40',
      [cost({ model: 'cheap' })]: '0+0.01x50',
      [baseline({ model: 'cheap' })]: '0+0.0034x50',
    },
    checks: { '30m': [], '49m': [] },
  },
  {
    name: 'compares what can be compared: answers of fallbacks, with both prices known',
    rule: 'LLMFallbackCostMultiplierHigh',
    series: {
      [cost()]: '0+0.03x120',
      [cost({ baseline: 'unknown' })]: '0+1x120',
      [cost({ route: 'primary' })]: '0+1x120',
      [baseline()]: '0+0.02x120',
      [baseline({ route: 'primary' })]: '0+0.001x120',
    },
    checks: { '40m': [], '100m': [] },
  },
  {
    name: 'adds providers and agents up, whatever answers of the primary cost',
    rule: 'LLMFallbackCostMultiplierHigh',
    series: {
      [cost()]: '0+0.01x120',
      [cost({ provider: 'google' })]: '0+0.02x120',
      [cost({ instance: 'b' })]: '0+0.02x120',
      [baseline()]: '0+0.01x120',
      [baseline({ instance: 'b' })]: '0+0.01x120',
      [baseline({ route: 'primary' })]: '0+1x120',
    },
    checks: { '100m': [dear('2.5')] },
  },
  {
    name: 'is quiet about a restart, a free primary and a missing baseline',
    rule: 'LLMFallbackCostMultiplierHigh',
    series: {
      [cost()]: '90+0.001x30 0+0.001x60',
      [baseline()]: '10+0.001x30 0+0.001x60',
      [cost({ model: 'free' })]: '0+1x120',
      [baseline({ model: 'free' })]: '0x120',
      [cost({ model: 'lonely' })]: '0+1x120',
    },
    checks: { '33m': [], '45m': [], '90m': [] },
  },
];

const paid = (usd: string) => fired('warning', model, `its primary is free, its fallbacks cost ${usd} USD in 1 hour.`);

/** More than half a dollar in 1 hour beside a primary that costs nothing, for 10 minutes. */
const FREE_PRIMARY: readonly RuleCase[] = [
  {
    name: 'waits 10 minutes, fires, resolves an hour after the last',
    rule: 'LLMFallbackCostFromFreePrimary',
    series: { [cost()]: '0x10 0.75x130', [baseline()]: '0x140' },
    checks: { '20m': [], '22m': [paid('0.75')], '60m': [paid('0.75')], '80m': [] },
  },
  {
    name: 'is quiet at half a dollar, with a primary that costs something, and without a known price',
    rule: 'LLMFallbackCostFromFreePrimary',
    series: {
      [cost()]: '0x10 0.5x60',
      [baseline()]: '0x70',
      [cost({ model: 'paid' })]: '0+1x70',
      [baseline({ model: 'paid' })]: '0+0.1x70',
      [cost({ model: 'unknown', baseline: 'unknown' })]: '0+1x70',
      [baseline({ model: 'unknown' })]: '0x70',
    },
    checks: { '30m': [], '60m': [] },
  },
  {
    name: 'is quiet about a restart and a missing baseline; what answers of the primary cost is not looked at',
    rule: 'LLMFallbackCostFromFreePrimary',
    series: {
      [cost()]: '50x30 0+0.001x60',
      [baseline()]: '0x90',
      [cost({ model: 'lonely' })]: '0+1x90',
      [cost({ model: 'primary', route: 'primary' })]: '0+1x90',
      [baseline({ model: 'primary' })]: '0x90',
    },
    checks: { '33m': [], '45m': [], '90m': [] },
  },
  {
    name: 'fires whatever answers of the primary cost',
    rule: 'LLMFallbackCostFromFreePrimary',
    series: { [cost()]: '0x2 0.75x50', [baseline()]: '0x60', [baseline({ route: 'primary' })]: '0+1x60' },
    checks: { '40m': [paid('0.75')] },
  },
];

const target = { provider: 'openai', upstream_model: 'gpt-4o-mini' };
const unpriced = (labels: Labels = {}) =>
  series('understudy_unpriced_requests_total', { ...model, ...target, ...labels });
const served = (count: string) => fired('warning', target, `served ${count} requests in 1 hour without a price.`);

/** Any request of a target without a price in 1 hour, for 15 minutes. */
const UNPRICED: readonly RuleCase[] = [
  {
    name: 'waits 15 minutes, fires over models and agents, resolves an hour after the last',
    rule: 'LLMUnpricedUsage',
    series: {
      [unpriced()]: '0x10 1x100',
      [unpriced({ model: 'other' })]: '0x10 1x100',
      [unpriced({ instance: 'b' })]: '0x10 1x100',
    },
    checks: { '25m': [], '27m': [served('3')], '60m': [served('3')], '80m': [] },
  },
  {
    name: 'fires at one',
    rule: 'LLMUnpricedUsage',
    series: { [unpriced()]: '0x10 1x60' },
    checks: { '40m': [served('1')] },
  },
  {
    name: 'is quiet about what was before, a restart and a missing series',
    rule: 'LLMUnpricedUsage',
    series: { [unpriced()]: '12x30 0x60' },
    checks: { '20m': [], '40m': [], '60m': [] },
  },
];

/** Money. */
export const COST_CASES: readonly RuleCase[] = [...MULTIPLIER, ...FREE_PRIMARY, ...UNPRICED];
