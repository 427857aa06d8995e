import type { AlertRule, AlertSeverity } from '@understudy/contract';
import { t } from '@grafana/i18n';
import { secondsText } from './install/promDuration.ts';
import type { Place, PlaceKind, RuleState } from './rules/ruleState.ts';
import type { RecordingState } from './rules/recordingViews.ts';

/** How a rule stands. */
export function stateWords(state: RuleState): string {
  switch (state) {
    case 'firing':
      return t('alerts.state.firing', 'Firing');
    case 'pending':
      return t('alerts.state.pending', 'Pending');
    case 'error':
      return t('alerts.state.error', 'Not evaluated');
    case 'paused':
      return t('alerts.state.paused', 'Paused');
    case 'ok':
      return t('alerts.state.ok', 'OK');
    case 'unknown':
      return t('alerts.state.unknown', 'Unknown');
    case 'absent':
      return t('alerts.state.absent', 'Not installed');
  }
}

/** When a rule fires: `more than 10% in 15 minutes, for 5m`. */
export function thresholdWords({ threshold, forSeconds }: Pick<AlertRule, 'threshold' | 'forSeconds'>): string {
  if (forSeconds === 0) return threshold;
  return t('alerts.threshold', '{{- threshold}}, for {{- duration}}', {
    threshold,
    duration: secondsText(forSeconds),
  });
}

/** How urgent a rule is. */
export function severityWords(severity: AlertSeverity): string {
  switch (severity) {
    case 'critical':
      return t('alerts.severity.critical', 'Critical');
    case 'warning':
      return t('alerts.severity.warning', 'Warning');
    case 'info':
      return t('alerts.severity.info', 'Info');
  }
}

/** Who evaluates a rule. */
export function placeName(kind: PlaceKind): string {
  return kind === 'grafana' ? t('alerts.place.grafana', 'Grafana') : t('alerts.place.prometheus', 'Prometheus');
}

/** Everybody who evaluates a rule; empty = nobody. */
export function placesWords(places: readonly Place[]): string {
  const kinds = new Set(places.map(({ kind }) => kind));
  if (kinds.size === 2) return t('alerts.place.both', 'Prometheus and Grafana');
  return [...kinds].map(placeName).join('');
}

/** What is to be done about a rule that is not as the agent has it. */
export function outdatedWords(kind: PlaceKind): string {
  return kind === 'grafana'
    ? t('alerts.outdated.grafana', 'Grafana has another version of this rule.')
    : t('alerts.outdated.prometheus', 'Prometheus has another version of this rule: give it the new rule file.');
}

/** Whether a series is recorded. */
export function recordingWords(state: RecordingState): string {
  switch (state) {
    case 'recorded':
      return t('alerts.recording.recorded', 'Recorded');
    case 'loaded':
      return t('alerts.recording.loaded', 'Evaluated, nothing to record yet');
    case 'outdated':
      return t('alerts.recording.outdated', 'Another version');
    case 'missing':
      return t('alerts.recording.missing', 'Not recorded');
    case 'unknown':
      return t('alerts.recording.unknown', 'Unknown');
  }
}
