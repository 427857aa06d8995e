import { describe, expect, it } from '@jest/globals';
import type { AlertRule } from '@understudy/contract';
import { generateRules, type RuleOverrides, type RuleSource } from './generateRules.ts';

function rule(id: string, source: RuleSource = {}, overrides?: RuleOverrides): AlertRule {
  const found = generateRules(source, overrides).alerting.rules.find((one) => one.id === id);
  if (found === undefined) throw new Error(`no rule ${id}`);
  return found;
}
const idsOf = (source: RuleSource): string[] => generateRules(source).alerting.rules.map(({ id }) => id);
const recordingOf = (name: string, source: RuleSource = {}, overrides?: RuleOverrides): string =>
  generateRules(source, overrides).recording.rules.find(({ record }) => record === name)?.expr ?? '';

describe('generateRules', () => {
  it('has an alert a row of the design, with severity, time and page', () => {
    const rows = generateRules({}).alerting.rules.map(
      ({ id, severity, forSeconds, runbook }) => `${id} ${severity} ${forSeconds / 60}m ${runbook}`,
    );
    expect(rows).toEqual([
      'LLMFallbackRateHigh warning 5m fallback-rate',
      'LLMAllProvidersFailing critical 1m all-providers-failed',
      'LLMChainUnavailable critical 1m all-providers-failed',
      'LLMModelNeverSucceeds warning 30m all-providers-failed',
      'LLMStreamInterruptions warning 5m streams',
      'LLMFallbackBudgetBurn-fast warning 2m fallback-slo',
      'LLMFallbackBudgetBurn-slow info 15m fallback-slo',
      'LLMAvailabilityBudgetBurn-fast critical 2m availability-slo',
      'LLMAvailabilityBudgetBurn-slow warning 15m availability-slo',
      'LLMFallbackCostMultiplierHigh warning 10m cost-multiplier',
      'LLMFallbackCostFromFreePrimary warning 10m cost-multiplier',
      'LLMUnpricedUsage warning 15m unpriced',
      'LLMCircuitOpenTooLong warning 1m circuit',
      'LLMCircuitFlapping info 5m circuit',
      'LLMProviderAuthFailing warning 2m provider-auth',
      'LLMLatencyP95High warning 10m latency',
      'LLMAgentOverheadHigh warning 10m latency',
      'LLMAgentAbsent critical 5m agent-down',
      'LLMAgentsDown warning 10m agent-down',
      'LLMConfigReloadFailed warning 5m config',
      'LLMConfigDrift warning 15m config',
      'LLMStoreAway warning 5m store',
      'LLMLabelOverflow info 30m cardinality',
    ]);
  });

  it('records rates, then shares of every window, then costs and latency', () => {
    const names = generateRules({}).recording.rules.map(({ record }) => record.replace('job_model:understudy_', ''));
    const windows = ['5m', '30m', '1h', '2h', '6h', '1d', '3d'];
    expect(names).toEqual([
      ...['eligible', 'fallback', 'failed'].map((kind) => `requests_${kind}:rate5m`),
      ...windows.flatMap((window) => [`fallback:ratio_rate${window}`, `failed:ratio_rate${window}`]),
      'cost_multiplier:ratio_increase1h',
      'extra_cost_usd:increase1h',
      'request_duration_seconds:p95_rate10m',
    ]);
  });

  it('warns of unproven chains only where the settings say when', () => {
    expect(idsOf({})).not.toContain('LLMChainUnproven');
    expect(rule('LLMChainUnproven', { alerts: { provenWithinDays: 7 } })).toMatchObject({
      expr: expect.stringContaining('> 604800'),
      threshold: 'no proof in 7 days',
    });
  });

  it('keeps ids that Grafana takes for uids, and titles, apart', () => {
    const { rules } = generateRules({
      alerts: { chains: { a: { fallbackRate: 0.5 }, ['m'.repeat(100)]: { slo: { availability: 0.9 } } } },
    }).alerting;
    for (const { id } of rules) expect(id).toMatch(/^[A-Za-z0-9_-]{1,40}$/);
    expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
    expect(new Set(rules.map(({ title }) => title)).size).toBe(rules.length);
  });
});

describe('thresholds', () => {
  it('are those of the document', () => {
    const source: RuleSource = {
      warnings: { fallbackRate: 0.25, costMultiplier: 3 },
      alerts: { latencyP95Seconds: 40, extraCostUsdPerHour: 2.5, minRequests: 100, slo: { availability: 0.9 } },
    };
    expect(rule('LLMFallbackRateHigh', source)).toMatchObject({
      expr: expect.stringMatching(/>= 100\)\n\) > 0\.25$/),
      summary: 'More than 25% of the requests of a model used a fallback.',
      threshold: 'more than 25% in 15 minutes, from 100 requests on',
    });
    expect(rule('LLMFallbackCostMultiplierHigh', source).threshold).toBe(
      'more than 3 times and $2.50 above the primary in 1 hour',
    );
    expect(rule('LLMLatencyP95High', source).threshold).toBe('p95 over 40 s in 10 minutes, from 150 answers on');
    expect(rule('LLMFallbackBudgetBurn-fast', source).expr).toContain('* 30 >= 50');
    expect(rule('LLMAvailabilityBudgetBurn-fast', source).expr).toContain('* 30 >= 25');
  });

  it('of one chain take it out of the general rule, and give it one of its own', () => {
    const source: RuleSource = { alerts: { chains: { 'org/m.x:1@a+b': { fallbackRate: 0.3 } } } };
    const rules = generateRules(source).alerting.rules.filter(({ alert }) => alert === 'LLMFallbackRateHigh');
    expect(rules.map(({ id, title, model, labels }) => ({ id, title, model, labels }))).toEqual([
      {
        id: 'LLMFallbackRateHigh',
        title: 'LLMFallbackRateHigh',
        model: null,
        labels: { severity: 'warning' },
      },
      {
        id: expect.stringMatching(/^LLMFallbackRateHigh-[0-9a-f]{9}$/),
        title: 'LLMFallbackRateHigh (org/m.x:1@a+b)',
        model: 'org/m.x:1@a+b',
        labels: { severity: 'warning', model: 'org/m.x:1@a+b' },
      },
    ]);
    const [general, own] = rules.map(({ expr }) => expr);
    expect(general?.match(/model!~"org\/m\\\\\.x:1@a\\\\\+b"/g)).toHaveLength(2);
    expect(own?.match(/model="org\/m\.x:1@a\+b"/g)).toHaveLength(2);
    expect(own).toMatch(/> 0\.3$/);
  });

  it('of one chain that are those of all make no rule', () => {
    const source: RuleSource = { alerts: { chains: { a: { fallbackRate: 0.1, slo: { fallback: 0.9 } } } } };
    expect(generateRules(source).alerting.rules.flatMap(({ model, alert }) => (model === null ? [] : alert))).toEqual([
      'LLMFallbackBudgetBurn',
      'LLMFallbackBudgetBurn',
    ]);
    expect(rule('LLMFallbackRateHigh', source).expr).not.toContain('model!~');
  });
});

describe('labels', () => {
  it('are kept by every aggregation, without doubling what it needs itself', () => {
    const source: RuleSource = { alerts: { labels: ['region', 'pod', 'instance'] } };
    expect(rule('LLMChainUnavailable', source).expr).toBe(
      'max by (region, pod, instance, model) (understudy_chain_next_position) == -1',
    );
    expect(rule('LLMConfigReloadFailed', source).expr).toContain('max by (region, pod, instance)');
    expect(rule('LLMChainUnavailable', source).description).toMatch(
      /^{{ \$labels\.model }}{{ with \$labels\.region }}/,
    );
  });

  it('may be none', () => {
    const source: RuleSource = { alerts: { labels: [] } };
    expect(rule('LLMAgentsDown', source).expr).toBe(
      'sum (1 - up{job="understudy-agent"})\n/ count (up{job="understudy-agent"}) > 0.1',
    );
    expect(recordingOf('job_model:understudy_requests_failed:rate5m', source)).toMatch(/^sum by \(model\) /);
  });

  it('of the absence of agents name the job that is looked for', () => {
    const absent = rule('LLMAgentAbsent', { alerts: { job: 'edge', labels: ['namespace'] } });
    expect(absent).toMatchObject({
      expr: 'absent(up{job="edge"} == 1)',
      labels: { severity: 'critical', job: 'edge' },
      onError: 'alerting',
    });
    expect(rule('LLMAgentAbsent', { alerts: { job: 'edge' } }, { job: 'other' }).labels['job']).toBe('other');
  });
});

describe('a time scale', () => {
  it('shrinks windows, times and interval together, and the factor of events with them', () => {
    const rules = generateRules({}, { timeScale: 0.01 });
    expect(rules).toMatchObject({ timeScale: 0.01, intervalSeconds: 0.3 });
    expect(rule('LLMFallbackBudgetBurn-fast', {}, { timeScale: 0.01 })).toMatchObject({
      forSeconds: 1.2,
      expr: expect.stringContaining('job_model:understudy_requests_fallback:rate5m[36s]) * 0.3 >= 10'),
      threshold: 'more than 72% in 36 seconds or 30% in 216 seconds, from 10 on',
    });
    expect(recordingOf('job_model:understudy_failed:ratio_rate30m', {}, { timeScale: 0.005 })).toContain('[9s]');
    expect(recordingOf('job_model:understudy_requests_failed:rate5m', {}, { timeScale: 0.005 })).toContain('[1500ms]');
  });

  it('is that of the document unless another is asked for', () => {
    expect(generateRules({ alerts: { timeScale: 2 } }).intervalSeconds).toBe(60);
    expect(generateRules({ alerts: { timeScale: 2 } }, { timeScale: 1 }).intervalSeconds).toBe(30);
  });
});
