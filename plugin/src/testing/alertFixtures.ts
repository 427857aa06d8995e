import { getAlerts, type AlertRule, type AlertRules } from '@understudy/contract';
import { exampleData } from './fakeAgent.ts';

/** An alert rule for a test. */
export function alertFixture(change: Partial<AlertRule>): AlertRule {
  return {
    id: 'LLMFallbackRateHigh',
    alert: 'LLMFallbackRateHigh',
    title: 'LLMFallbackRateHigh',
    model: null,
    expr: 'job_model:understudy_fallback:ratio_rate5m > 0.1',
    forSeconds: 300,
    severity: 'warning',
    labels: { severity: 'warning' },
    summary: 'More than 10% of the requests of a model used a fallback.',
    description: '{{ $labels.model }}: {{ $value | humanizePercentage }}.',
    threshold: 'more than 10% in 15 minutes',
    runbook: 'fallback-rate',
    runbookUrl: 'http://127.0.0.1:4101/docs/runbooks/fallback-rate',
    noData: 'ok',
    onError: 'keepLast',
    ...change,
  };
}

/** Two alerts of different urgency and one recording rule. */
export function rulesFixture(...alerts: readonly Partial<AlertRule>[]): AlertRules {
  const base = exampleData(getAlerts);
  return {
    ...base,
    recording: {
      group: 'understudy.recording',
      rules: [{ record: 'job_model:understudy_fallback:ratio_rate5m', expr: 'sum(rate(a[5m])) / sum(rate(b[5m]))' }],
    },
    alerting: {
      group: 'understudy.alerts',
      rules: [
        alertFixture({}),
        alertFixture({
          id: 'LLMAgentAbsent',
          alert: 'LLMAgentAbsent',
          title: 'LLMAgentAbsent',
          severity: 'critical',
          labels: { severity: 'critical', job: 'understudy-agent' },
          expr: 'absent(up{job="understudy-agent"} == 1)',
          summary: 'No healthy agent is scraped.',
          threshold: 'no healthy target',
          runbook: 'agent-down',
          onError: 'alerting',
        }),
      ].map((rule, index) => ({ ...rule, ...alerts[index] })),
    },
  };
}
