import { fired, series, type Labels, type RuleCase } from '../ruleCase.ts';

const model = { model: 'gpt-4o' };

/** Counters of a histogram: answers a minute up to each edge, and all. */
function histogram(name: string, edges: Readonly<Record<string, number>>, labels: Labels = {}): Record<string, string> {
  const all = Math.max(...Object.values(edges));
  const buckets = Object.entries(edges).map(([le, each]): [string, string] => [
    series(`${name}_bucket`, { ...labels, le }),
    `0+${each}x60 ${each * 60}x60`,
  ]);
  return {
    ...Object.fromEntries(buckets),
    [series(`${name}_bucket`, { ...labels, le: '+Inf' })]: `0+${all}x60 ${all * 60}x60`,
    [series(`${name}_count`, labels)]: `0+${all}x60 ${all * 60}x60`,
  };
}

const durations = (edges: Readonly<Record<string, number>>, labels: Labels = {}) =>
  histogram('understudy_request_duration_seconds', edges, {
    ...{ ...model, route: 'primary', outcome: 'success' },
    ...labels,
  });
const slow = (time: string) => fired('warning', model, `5% of its answers in 10 minutes took longer than ${time}.`);

/** p95 over 15 s in 10 minutes, from 30 answers on, for 10. */
const P95: readonly RuleCase[] = [
  {
    name: 'waits 10 minutes, fires over agents and routes, resolves',
    rule: 'LLMLatencyP95High',
    series: {
      ...durations({ 8: 4, 15: 4, 30: 5 }),
      ...durations({ 8: 5, 15: 5, 30: 5 }, { instance: 'b', route: 'fallback' }),
    },
    checks: { '10m': [], '15m': [slow('22.5s')], '60m': [slow('22.5s')], '75m': [] },
  },
  {
    name: 'is quiet at the threshold, and where only failures, clients or a cache are slow',
    rule: 'LLMLatencyP95High',
    series: {
      ...durations({ 8: 0, 15: 10, 30: 10 }, { model: 'other' }),
      ...durations({ 8: 90, 15: 95, 30: 100 }),
      ...durations({ 8: 0, 15: 0, 30: 100 }, { outcome: 'error' }),
      ...durations({ 8: 0, 15: 0, 30: 100 }, { route: 'cache' }),
    },
    checks: { '15m': [], '40m': [] },
  },
  {
    name: 'is quiet below 30 answers',
    rule: 'LLMLatencyP95High',
    series: {
      ...durations({ 8: 0, 15: 0, 30: 2.9 }),
      ...durations({ 8: 50, 15: 50, 30: 50 }, { outcome: 'error' }),
      ...durations({ 8: 50, 15: 50, 30: 50 }, { route: 'cache' }),
    },
    checks: { '15m': [], '40m': [] },
  },
  {
    name: 'fires from 30 on',
    rule: 'LLMLatencyP95High',
    series: durations({ 8: 0, 15: 0, 30: 3 }),
    checks: { '40m': [slow('29.25s')] },
  },
];

const overhead = (edges: Readonly<Record<string, number>>, labels: Labels = {}) =>
  histogram('understudy_overhead_seconds', edges, labels);
const own = (time: string) =>
  fired('warning', {}, `1% of the requests in 10 minutes waited longer than ${time} for the agent itself.`);

/** p99 over 100 ms in 10 minutes, from 100 requests on, for 10. */
const OVERHEAD: readonly RuleCase[] = [
  {
    name: 'waits 10 minutes, fires over agents, resolves',
    rule: 'LLMAgentOverheadHigh',
    series: {
      ...overhead({ 0.05: 96, 0.1: 98, 0.25: 100 }),
      ...overhead({ 0.05: 98, 0.1: 98, 0.25: 100 }, { instance: 'b' }),
    },
    checks: { '10m': [], '15m': [own('175ms')], '60m': [own('175ms')], '75m': [] },
  },
  {
    name: 'is quiet at the threshold',
    rule: 'LLMAgentOverheadHigh',
    series: overhead({ 0.05: 50, 0.1: 99, 0.25: 100 }),
    checks: { '15m': [], '40m': [] },
  },
  {
    name: 'is quiet below 100 requests',
    rule: 'LLMAgentOverheadHigh',
    series: overhead({ 0.05: 0, 0.1: 0, 0.25: 9.9 }),
    checks: { '15m': [], '40m': [] },
  },
  {
    name: 'fires from 100 on',
    rule: 'LLMAgentOverheadHigh',
    series: overhead({ 0.05: 0, 0.1: 0, 0.25: 10 }),
    checks: { '40m': [own('248.5ms')] },
  },
  {
    name: 'adds agents up',
    rule: 'LLMAgentOverheadHigh',
    series: {
      ...overhead({ 0.05: 6, 0.1: 6, 0.25: 6 }),
      ...overhead({ 0.05: 0, 0.1: 0, 0.25: 6 }, { instance: 'b' }),
    },
    checks: { '40m': [own('247ms')] },
  },
];

/** How long things take. */
export const LATENCY_CASES: readonly RuleCase[] = [...P95, ...OVERHEAD];
