import { z } from 'zod';
import { defineEndpoint } from '../endpoint.ts';

export const ALERT_SEVERITIES = ['critical', 'warning', 'info'] as const;
export type AlertSeverity = (typeof ALERT_SEVERITIES)[number];

const seconds = z.number().min(0);
const labels = z.record(z.string(), z.string());

export const recordingRuleSchema = z.object({
  record: z.string().describe('Name of the series that it writes'),
  expr: z.string(),
});
export type RecordingRule = z.infer<typeof recordingRuleSchema>;

export const alertRuleSchema = z.object({
  id: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,40}$/)
    .describe('Stable; tells rules with one name apart, such as `LLMFallbackBudgetBurn-fast`; can be a uid of Grafana'),
  alert: z.string().describe('Name of the alert'),
  title: z.string().describe('Tells rules with one name apart for people, such as `LLMFallbackBudgetBurn (fast)`'),
  model: z.string().nullable().describe('The chain whose own thresholds it has; null = every chain without own ones'),
  expr: z.string().describe('PromQL'),
  forSeconds: seconds,
  severity: z.enum(ALERT_SEVERITIES),
  labels: labels.describe('With `severity`'),
  summary: z.string(),
  description: z.string().describe('With the templates of Prometheus for labels and value'),
  threshold: z.string().describe('What it compares with, in words, such as `more than 10% in 15 minutes`'),
  runbook: z.string().describe('Page, such as `fallback-rate`'),
  runbookUrl: z.string(),
  noData: z.enum(['ok', 'alerting']).describe('What an empty result means to Grafana'),
  onError: z.enum(['keepLast', 'alerting']).describe('What a query that cannot be asked means to Grafana'),
});
export type AlertRule = z.infer<typeof alertRuleSchema>;

export const alertRulesSchema = z.object({
  revision: z.int().min(0).describe('Of the configuration that they come from; 0 before the first one'),
  job: z.string(),
  timeScale: z.number(),
  intervalSeconds: seconds.describe('How often the rules are to be evaluated'),
  recording: z.object({ group: z.string(), rules: z.array(recordingRuleSchema) }),
  alerting: z.object({ group: z.string(), rules: z.array(alertRuleSchema) }),
  prometheus: z.string().describe('The rule file, YAML'),
  grafana: z.string().describe('The provisioning file of Grafana-managed rules, YAML; its data source is `prometheus`'),
});
export type AlertRules = z.infer<typeof alertRulesSchema>;

const EXPR = 'job_model:understudy_fallback:ratio_rate5m > 0.1';

export const getAlerts = defineEndpoint({
  operationId: 'getAlerts',
  method: 'get',
  path: '/alerts',
  tag: 'alerts',
  summary: 'Recording and alert rules, generated from `warnings` and `alerts` of the configuration',
  description: 'The same that `understudy rules` writes: by `format` or `Accept: application/yaml` as a plain file.',
  role: 'viewer',
  rate: 'read',
  query: z.object({
    format: z
      .enum(['json', 'prometheus', 'grafana'])
      .optional()
      .describe('Default json; prometheus for who accepts application/yaml only'),
  }),
  success: {
    status: 200,
    description: 'One by one, and as files for Prometheus and for Grafana',
    body: alertRulesSchema,
    example: {
      revision: 12,
      job: 'understudy-agent',
      timeScale: 1,
      intervalSeconds: 30,
      recording: {
        group: 'understudy.recording',
        rules: [{ record: 'job_model:understudy_requests_eligible:rate5m', expr: 'sum by (job, model) (…)' }],
      },
      alerting: {
        group: 'understudy.alerts',
        rules: [
          {
            id: 'LLMFallbackRateHigh',
            alert: 'LLMFallbackRateHigh',
            title: 'LLMFallbackRateHigh',
            model: null,
            expr: EXPR,
            forSeconds: 300,
            severity: 'warning',
            labels: { severity: 'warning' },
            summary: 'More than 10% of the requests of a model used a fallback.',
            description: '{{ $labels.model }}: {{ $value | humanizePercentage }} in 15 minutes.',
            threshold: 'more than 10% in 15 minutes, from 20 requests on',
            runbook: 'fallback-rate',
            runbookUrl: 'http://127.0.0.1:4101/docs/runbooks/fallback-rate',
            noData: 'ok',
            onError: 'keepLast',
          },
        ],
      },
      prometheus: 'groups:\n  - name: understudy.recording\n',
      grafana: 'apiVersion: 1\ngroups: []\n',
    },
    alsoAs: ['application/yaml'],
  },
});

export const alertsEndpoints = [getAlerts] as const;
