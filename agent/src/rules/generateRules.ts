import { createHash } from 'node:crypto';
import {
  effectiveAlerts,
  type AlertRule,
  type AlertRules,
  type AlertThresholds,
  type ConfigDocument,
  type EffectiveAlerts,
} from '@understudy/contract';
import { AGENT_ALERTS } from './agentAlerts.ts';
import type { AlertFamily } from './alertFamily.ts';
import { BURN_ALERTS } from './burnAlerts.ts';
import { COST_ALERTS } from './costAlerts.ts';
import { LATENCY_ALERTS } from './latencyAlerts.ts';
import { provenAlerts } from './provenAlerts.ts';
import { recordingRules } from './recordingRules.ts';
import { REQUEST_ALERTS } from './requestAlerts.ts';
import type { RuleScope, RuleSettings } from './ruleScope.ts';
import { TARGET_ALERTS } from './targetAlerts.ts';
import { timingAt } from './timing.ts';

/** What the rules come from. */
export type RuleSource = Pick<ConfigDocument, 'alerts' | 'warnings'>;

/** In place of what the document says. */
export interface RuleOverrides {
  readonly timeScale?: number | undefined;
  readonly job?: string | undefined;
}

/** Rules, one by one. */
export type Rules = Omit<AlertRules, 'revision' | 'prometheus' | 'grafana'>;

/** Its expression answers without labels, and only Prometheus itself can say that agents are there. */
const ABSENCE = 'LLMAgentAbsent';

/** `LLMFallbackRateHigh (gpt-4o)`. */
function titleOf({ alert, variant }: AlertFamily, model: string | null): string {
  const parts = [variant, model].filter((part) => part !== undefined && part !== null);
  return parts.length === 0 ? alert : `${alert} (${parts.join(', ')})`;
}

/** A chain's own rule keeps its id while thresholds change; a model's id may hold what a uid may not. */
function idOf({ alert, variant }: AlertFamily, model: string | null): string {
  const own = model === null ? [] : [createHash('sha256').update(model).digest('hex').slice(0, 9)];
  return [alert, ...(variant === undefined ? [] : [variant]), ...own].join('-');
}

/** What the alert is about, in templates; labels that a sample has not got are left out. */
function subjectOf({ labels }: AlertFamily, { alerts }: RuleSettings): string {
  const own = labels.map((label) => `{{ $labels.${label} }}`).join(' ');
  const scrape = alerts.labels
    .filter((label) => !labels.includes(label))
    .map((label) => `{{ with $labels.${label} }} ${label}={{ . }}{{ end }}`)
    .join('');
  return own === '' ? `Agents${scrape}` : own + scrape;
}

/** A chain's own rule says its model, which its samples have anyway: rules of one name have to differ by their labels. */
function labelsOf({ alert, severity, slo }: AlertFamily, { alerts }: RuleSettings, model: string | null) {
  return {
    severity,
    ...(slo === undefined ? {} : { slo }),
    ...(alert === ABSENCE ? { job: alerts.job } : {}),
    ...(model === null ? {} : { model }),
  };
}

function ruleOf(family: AlertFamily, scope: RuleScope, model: string | null): AlertRule {
  const { alert, severity, runbook } = family;
  const { alerts, timing } = scope;
  const { expr, summary, description, threshold } = family.say(scope);
  return {
    id: idOf(family, model),
    alert,
    title: titleOf(family, model),
    model,
    expr,
    forSeconds: timing.seconds(family.forSeconds),
    severity,
    labels: labelsOf(family, scope, model),
    summary,
    description: `${subjectOf(family, scope)}: ${description}`,
    threshold,
    runbook,
    runbookUrl: `${alerts.runbookBaseUrl}/${runbook}`,
    // An expression answers with what is wrong; nothing means that nothing is, and `absent()` turns that round by itself.
    noData: 'ok',
    onError: alert === ABSENCE ? 'alerting' : 'keepLast',
  };
}

function families(alerts: EffectiveAlerts): readonly AlertFamily[] {
  return [
    ...REQUEST_ALERTS,
    ...BURN_ALERTS,
    ...COST_ALERTS,
    ...TARGET_ALERTS,
    ...LATENCY_ALERTS,
    ...AGENT_ALERTS,
    ...provenAlerts(alerts.provenWithinDays),
  ];
}

function differs(uses: readonly (keyof AlertThresholds)[], own: AlertThresholds, general: AlertThresholds): boolean {
  return uses.some((name) => own[name] !== general[name]);
}

/** The rule of a family for every chain, then those of chains with thresholds of their own. */
function* rulesOf(family: AlertFamily, settings: RuleSettings): Generator<AlertRule> {
  const { thresholds, chains } = settings.alerts;
  const { uses = [] } = family;
  const own = [...chains].filter(([, chain]) => differs(uses, chain, thresholds));
  const except = own.map(([model]) => model);
  yield ruleOf(family, { ...settings, thresholds, models: { except } }, null);
  for (const [model, chain] of own) {
    yield ruleOf(family, { ...settings, thresholds: chain, models: { only: model } }, model);
  }
}

function settingsOf(source: RuleSource, { timeScale, job }: RuleOverrides): RuleSettings {
  const alerts = effectiveAlerts({
    warnings: source.warnings,
    alerts: {
      ...source.alerts,
      ...(timeScale === undefined ? {} : { timeScale }),
      ...(job === undefined ? {} : { job }),
    },
  });
  return { alerts, timing: timingAt(alerts.timeScale) };
}

/** Alert rules one at a time, so that thousands can be made with pauses between them. */
export function* alertRules(source: RuleSource, overrides: RuleOverrides = {}): Generator<AlertRule> {
  const settings = settingsOf(source, overrides);
  for (const family of families(settings.alerts)) yield* rulesOf(family, settings);
}

/** The rules without the alerts, which `alertRules` gives. */
export function ruleFrame(source: RuleSource, overrides: RuleOverrides = {}): Rules {
  const settings = settingsOf(source, overrides);
  const { job, timeScale } = settings.alerts;
  return {
    job,
    timeScale,
    intervalSeconds: settings.timing.intervalSeconds,
    recording: { group: 'understudy.recording', rules: recordingRules(settings) },
    alerting: { group: 'understudy.alerts', rules: [] },
  };
}

/** Recording and alert rules of a configuration (observability.md, 2). */
export function generateRules(source: RuleSource, overrides: RuleOverrides = {}): Rules {
  const frame = ruleFrame(source, overrides);
  return { ...frame, alerting: { ...frame.alerting, rules: [...alertRules(source, overrides)] } };
}
