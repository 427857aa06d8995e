import { fired, requests, type RuleCase } from '../ruleCase.ts';

const rule = 'LLMFallbackRateHigh';
const model = { model: 'gpt-4o' };
const high = (share: string) => fired('warning', model, `${share} of the requests in 15 minutes used a fallback.`);

/** More than 10% in 15 minutes, from 20 requests on, for 5 minutes. */
export const FALLBACK_RATE_CASES: readonly RuleCase[] = [
  {
    name: 'waits 5 minutes, fires, resolves',
    rule,
    series: {
      [requests('primary', 'success')]: '0x10 8+8x29 250+10x60',
      [requests('fallback', 'success')]: '0x10 2+2x29 60x60',
    },
    checks: { '10m': [], '15m': [], '30m': [high('20%')], '44m': [high('14.67%')], '60m': [] },
  },
  {
    name: 'fires 5 minutes after the first',
    rule,
    series: {
      [requests('primary', 'success')]: '0+8x60',
      [requests('fallback', 'success')]: '0x20 20+2x40',
    },
    checks: { '25m': [], '27m': [high('21.05%')] },
  },
  {
    name: 'is quiet at exactly 10%',
    rule,
    series: { [requests('primary', 'success')]: '0+9x60', [requests('fallback', 'success')]: '0+1x60' },
    checks: { '15m': [], '40m': [] },
  },
  {
    name: 'fires just above it',
    rule,
    series: { [requests('primary', 'success')]: '0+17x60', [requests('fallback', 'success')]: '0+2x60' },
    checks: { '40m': [high('10.53%')] },
  },
  {
    name: 'is quiet below 20 requests',
    rule,
    series: { [requests('fallback', 'success')]: '0+1.3x60' },
    checks: { '15m': [], '40m': [] },
  },
  {
    name: 'fires from 20 on',
    rule,
    series: { [requests('fallback', 'success')]: '0+1.4x60' },
    checks: { '40m': [high('100%')] },
  },
  {
    name: 'fires at 20',
    rule,
    series: { [requests('fallback', 'success')]: '0x10 20x40' },
    checks: { '20m': [high('100%')] },
  },
  {
    name: 'adds the fallbacks of agents up',
    rule,
    series: {
      [requests('primary', 'success')]: '0+8x60',
      [requests('fallback', 'success')]: '0+1x60',
      [requests('primary', 'success', { instance: 'b' })]: '0+8x60',
      [requests('fallback', 'success', { instance: 'b' })]: '0+1x60',
    },
    checks: { '40m': [high('11.11%')] },
  },
  {
    name: 'counts failed fallbacks, and nothing but eligible requests',
    rule,
    series: {
      [requests('primary', 'success')]: '0+7x60',
      [requests('primary', 'error')]: '0+1x60',
      [requests('fallback', 'error')]: '0+2x60',
      [requests('primary', 'client_error')]: '0+100x60',
      [requests('cache', 'success')]: '0+100x60',
    },
    checks: { '40m': [high('20%')] },
  },
  {
    name: 'is quiet about what clients cancel or get wrong on the way to a fallback',
    rule,
    series: {
      [requests('primary', 'success')]: '0+10x60',
      [requests('fallback', 'client_error')]: '0+9x60',
      [requests('fallback', 'cancelled')]: '0+9x60',
    },
    checks: { '15m': [], '40m': [] },
  },
  {
    name: 'adds agents up, and tells namespaces and models apart',
    rule,
    series: {
      [requests('primary', 'success')]: '0+8x60',
      [requests('fallback', 'success')]: '0+2x60',
      [requests('primary', 'success', { instance: 'b' })]: '0+30x60',
      [requests('primary', 'success', { model: 'other' })]: '0+90x60',
      [requests('primary', 'success', { namespace: 'dev' })]: '0+5x60',
      [requests('fallback', 'success', { namespace: 'dev' })]: '0+5x60',
    },
    checks: {
      '40m': [
        {
          labels: { namespace: 'dev', job: 'understudy-agent', model: 'gpt-4o', severity: 'warning' },
          says: 'gpt-4o namespace=dev job=understudy-agent: 50% of the requests in 15 minutes used a fallback.',
        },
      ],
    },
  },
  {
    name: 'takes a restart of the agent for what it is',
    rule,
    series: {
      [requests('primary', 'success')]: '1000+10x30 0+10x60',
      [requests('fallback', 'success')]: '900+0.5x30 0+0.5x60',
    },
    checks: { '31m': [], '36m': [], '45m': [], '60m': [] },
  },
  {
    name: 'is quiet without requests, without series, and when they go',
    rule,
    series: {
      [requests('primary', 'success', { model: 'idle' })]: '5x60',
      [requests('fallback', 'success', { model: 'idle' })]: '5x60',
      [requests('fallback', 'success')]: '0+0x20 _x40',
    },
    checks: { '15m': [], '40m': [] },
  },
];
