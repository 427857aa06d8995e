import { fired, requests, series, type RuleCase } from '../ruleCase.ts';

const model = { model: 'gpt-4o' };
const exhausted = (instance = 'a') => series('understudy_chain_exhausted_total', { ...model, instance });
const failing = (count: string) =>
  fired(
    'critical',
    model,
    `${count} requests in 5 minutes found nobody in the whole chain to answer, more than half of all.`,
  );

/** 3 in 5 minutes and more than half, for a minute. */
const ALL_FAILING: readonly RuleCase[] = [
  {
    name: 'waits a minute, fires, resolves',
    rule: 'LLMAllProvidersFailing',
    series: {
      [exhausted()]: '0x10 1+1x19 20x40',
      [requests('fallback', 'error')]: '0x10 1+1x19 20x40',
      [requests('primary', 'success')]: '0+0.5x70',
    },
    checks: { '12m30s': [], '13m': [], '14m30s': [failing('4.5')], '20m': [failing('5')], '40m': [] },
  },
  {
    name: 'is quiet where half is answered',
    rule: 'LLMAllProvidersFailing',
    series: {
      [exhausted()]: '0+1x60',
      [requests('fallback', 'error')]: '0+1x60',
      [requests('primary', 'success')]: '0+1x60',
      [requests('cache', 'success')]: '0+1x60',
    },
    checks: { '20m': [], '40m': [] },
  },
  {
    name: 'fires where somewhat more than half fails, whatever clients get wrong',
    rule: 'LLMAllProvidersFailing',
    series: {
      [exhausted()]: '0+1x60',
      [requests('fallback', 'error')]: '0+1x60',
      [requests('primary', 'success')]: '0+0.8x60',
      [requests('primary', 'client_error')]: '0+5x60',
      [requests('cache', 'success')]: '0+5x60',
    },
    checks: { '20m': [failing('5')] },
  },
  {
    name: 'is quiet about two, and about counters that begin anew',
    rule: 'LLMAllProvidersFailing',
    series: {
      [exhausted()]: '0x10 2x10 0x40',
      [requests('fallback', 'error')]: '0x10 2x10 0x40',
    },
    checks: { '12m': [], '14m': [], '23m': [], '40m': [] },
  },
  {
    name: 'fires at three',
    rule: 'LLMAllProvidersFailing',
    series: { [exhausted()]: '0x2 3x40', [requests('fallback', 'error')]: '0x2 3x40' },
    checks: { '4m': [failing('3')] },
  },
  {
    name: 'adds agents up, and needs the requests',
    rule: 'LLMAllProvidersFailing',
    series: {
      [exhausted()]: '0+0.4x60',
      [exhausted('b')]: '0+0.4x60',
      [requests('fallback', 'error')]: '0+0.4x60',
      [requests('fallback', 'error', { instance: 'b' })]: '0+0.4x60',
      [series('understudy_chain_exhausted_total', { model: 'lonely' })]: '0+9x60',
      [series('understudy_chain_exhausted_total', { model: 'idle' })]: '0+9x60',
      [requests('primary', 'success', { model: 'idle' })]: '4x60',
    },
    checks: { '20m': [failing('4')] },
  },
];

const next = (instance: string) => series('understudy_chain_next_position', { ...model, instance });
const unavailable = fired(
  'critical',
  model,
  'no agent has a step left that it may call: circuits are open or targets disabled.',
);

/** No agent has a callable step, for a minute. */
const UNAVAILABLE: readonly RuleCase[] = [
  {
    name: 'waits a minute, fires where no agent has a step, resolves',
    rule: 'LLMChainUnavailable',
    series: { [next('a')]: '0x5 -1x10 0x20', [next('b')]: '-1x40' },
    checks: { '3m': [], '6m30s': [], '7m30s': [unavailable], '17m': [] },
  },
  {
    name: 'is quiet about fallbacks, and resolves when the model goes',
    rule: 'LLMChainUnavailable',
    series: { [next('a')]: '1x5 2x30', [series('understudy_chain_next_position', { model: 'gone' })]: '-1x1 _x40' },
    checks: { '10m': [], '20m': [] },
  },
];

const never = (count: string) => fired('warning', model, `all of its ${count} requests in 6 hours failed.`);

/** 2 failures and no success in 6 hours, for 30 minutes. */
const NEVER: readonly RuleCase[] = [
  {
    name: 'waits 30 minutes, fires without a rate to judge by, resolves with a success',
    rule: 'LLMModelNeverSucceeds',
    series: {
      [requests('primary', 'error')]: '0x5 1x5 2x5 3x600',
      [requests('primary', 'success')]: '0x99 1x600',
    },
    checks: { '30m': [], '43m': [never('3')], '60m': [never('3')], '110m': [] },
  },
  {
    name: 'fires where success has no series, a cache or clients succeed, and agents are added up; forgets after 6 hours',
    rule: 'LLMModelNeverSucceeds',
    series: {
      [requests('fallback', 'error')]: '0x5 1x600',
      [requests('fallback', 'error', { instance: 'b' })]: '0x5 1x600',
      [requests('cache', 'success')]: '0+1x600',
    },
    checks: { '60m': [never('2')], '5h50m': [never('2')], '6h20m': [] },
  },
  {
    name: 'is quiet about one failure, and about mistakes of clients',
    rule: 'LLMModelNeverSucceeds',
    series: {
      [requests('primary', 'error')]: '0x5 1x200',
      [requests('primary', 'client_error')]: '0+1x200',
      [requests('none', 'error')]: '0+1x200',
    },
    checks: { '60m': [], '180m': [] },
  },
  {
    name: 'is quiet after a restart, and where a fallback answers',
    rule: 'LLMModelNeverSucceeds',
    series: {
      [requests('primary', 'error')]: '7x20 0x200',
      [requests('primary', 'error', { model: 'other' })]: '0+1x200',
      [requests('fallback', 'success', { model: 'other' })]: '0x10 1x200',
    },
    checks: { '60m': [], '180m': [] },
  },
];

const broken = (instance = 'a') =>
  series('understudy_stream_interruptions_total', {
    ...{ ...model, provider: 'openai', upstream_model: 'gpt-4o', reason: 'connection', instance },
  });
const breaking = (count: string) =>
  fired('warning', model, `${count} streams broke in 15 minutes after their first byte, more than 1% of the requests.`);

/** 5 in 15 minutes and more than 1%, for 5 minutes. */
const STREAMS: readonly RuleCase[] = [
  {
    name: 'waits 5 minutes, fires, resolves',
    rule: 'LLMStreamInterruptions',
    series: { [broken()]: '0x20 5+0.5x30 20x60', [requests('primary', 'success')]: '0+25x120' },
    checks: { '24m': [], '27m': [breaking('8')], '50m': [breaking('7.5')], '70m': [] },
  },
  {
    name: 'is quiet at 1%',
    rule: 'LLMStreamInterruptions',
    series: {
      [broken()]: '0+0.5x60',
      [requests('primary', 'success')]: '0+40x60',
      [requests('fallback', 'error')]: '0+10x60',
    },
    checks: { '20m': [], '50m': [] },
  },
  {
    name: 'fires above it, whatever clients get wrong',
    rule: 'LLMStreamInterruptions',
    series: {
      [broken()]: '0+0.25x60',
      [broken('b')]: '0+0.25x60',
      [requests('primary', 'success')]: '0+30x60',
      [requests('primary', 'client_error')]: '0+90x60',
      [requests('cache', 'success')]: '0+90x60',
    },
    checks: { '50m': [breaking('7.5')] },
  },
  {
    name: 'is quiet about four, about a restart, and without requests',
    rule: 'LLMStreamInterruptions',
    series: {
      [broken()]: '0x10 4x20 0x40',
      [requests('primary', 'success')]: '0+1x70',
      [series('understudy_stream_interruptions_total', { model: 'lonely' })]: '0+9x60',
      [series('understudy_stream_interruptions_total', { model: 'idle' })]: '0+9x60',
      [requests('primary', 'success', { model: 'idle' })]: '4x60',
    },
    checks: { '15m': [], '22m': [], '40m': [] },
  },
  {
    name: 'fires at five',
    rule: 'LLMStreamInterruptions',
    series: { [broken()]: '0x2 5x40', [requests('primary', 'success')]: '0+1x60' },
    checks: { '12m': [breaking('5')] },
  },
];

/** Requests that nobody answered. */
export const FAILURE_CASES: readonly RuleCase[] = [...ALL_FAILING, ...UNAVAILABLE, ...NEVER, ...STREAMS];
