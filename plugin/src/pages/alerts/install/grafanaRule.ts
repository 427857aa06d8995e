import type { AlertRule } from '@understudy/contract';
import type { ProvisionedRule, RuleQuery } from '../../../api/alerting/provisionedRule.ts';
import { FINGERPRINT, fingerprintOf } from './fingerprint.ts';
import { secondsText } from './promDuration.ts';

/** Where the rules are put in Grafana. */
export interface InstallTarget {
  readonly folderUid: string;
  readonly group: string;
  /** Of the Prometheus that the rules ask. */
  readonly sourceUid: string;
}

/** Grafana's own name for what is computed instead of asked. */
const EXPRESSIONS = '__expr__';

/** How far back an instant query may look; what it selects says for itself. */
const LOOKBACK_SECONDS = 600;

/** Rules are evaluated by a scheduler that ticks every ten seconds. */
const TICK_SECONDS = 10;

/** The next interval that Grafana takes. */
export function grafanaInterval(seconds: number): number {
  return Math.max(1, Math.ceil(seconds / TICK_SECONDS)) * TICK_SECONDS;
}

/**
 * Prometheus' `$value` is the number; Grafana's is a text about every query, and the number is that of a query. The rest of
 * the language is the same.
 */
export function grafanaTemplate(text: string): string {
  return text.replaceAll(/\$value(?!\w)/g, '$values.A.Value');
}

function question(expr: string, sourceUid: string): RuleQuery {
  return {
    refId: 'A',
    datasourceUid: sourceUid,
    relativeTimeRange: { from: LOOKBACK_SECONDS, to: 0 },
    model: {
      refId: 'A',
      datasource: { type: 'prometheus', uid: sourceUid },
      expr,
      instant: true,
      range: false,
    },
  };
}

function computed(refId: string, model: Readonly<Record<string, unknown>>): RuleQuery {
  return {
    refId,
    datasourceUid: EXPRESSIONS,
    relativeTimeRange: { from: 0, to: 0 },
    model: { refId, datasource: { type: EXPRESSIONS, uid: EXPRESSIONS }, ...model },
  };
}

function above0(refId: string, expression: string): RuleQuery {
  return computed(refId, {
    type: 'threshold',
    expression,
    conditions: [{ evaluator: { type: 'gt', params: [0] } }],
  });
}

/**
 * For Prometheus whatever an expression finds is an alert, be its value 0 or -1; so it is here, by the same test that Grafana
 * uses for rules that it takes over from Prometheus.
 */
function anythingFound(expr: string, sourceUid: string): readonly RuleQuery[] {
  const found = 'is_number($A) || is_nan($A) || is_inf($A)';
  return [question(expr, sourceUid), computed('B', { type: 'math', expression: found }), above0('C', 'B')];
}

/** A rule to which an empty answer is an alert: when all is well, its answer is 0, not empty. */
function neverEmpty(expr: string, sourceUid: string): readonly RuleQuery[] {
  return [question(`(${expr}) or vector(0)`, sourceUid), above0('C', 'A')];
}

/** What Grafana is told of a rule: the same that Prometheus does with it. */
export function grafanaRule(rule: AlertRule, { folderUid, group, sourceUid }: InstallTarget): ProvisionedRule {
  const alerting = rule.noData === 'alerting';
  const content: ProvisionedRule = {
    uid: rule.id,
    title: rule.title,
    folderUID: folderUid,
    ruleGroup: group,
    condition: 'C',
    data: [...(alerting ? neverEmpty(rule.expr, sourceUid) : anythingFound(rule.expr, sourceUid))],
    noDataState: alerting ? 'Alerting' : 'OK',
    execErrState: rule.onError === 'alerting' ? 'Alerting' : 'KeepLast',
    for: secondsText(rule.forSeconds),
    // As in Prometheus: a series that is gone is no alert any more.
    missingSeriesEvalsToResolve: 1,
    labels: { ...rule.labels, severity: rule.severity },
    annotations: {
      summary: grafanaTemplate(rule.summary),
      description: grafanaTemplate(rule.description),
      runbook_url: rule.runbookUrl,
    },
    isPaused: false,
  };
  return {
    ...content,
    annotations: { ...content.annotations, [FINGERPRINT]: fingerprintOf(content) },
  };
}
