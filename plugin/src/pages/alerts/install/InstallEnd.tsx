import React from 'react';
import { t } from '@grafana/i18n';
import { Alert } from '@grafana/ui';
import { GrafanaError } from '../../../api/alerting/GrafanaError.ts';
import type { InstallState } from './installState.ts';
import { InstallProblem } from './runInstall.ts';

interface Props {
  readonly state: InstallState;
  /** What is said when all is done. */
  readonly done: string;
}

function adviceOf(error: Error): string {
  if (error instanceof InstallProblem) {
    return error.reason === 'changed'
      ? t('alerts.end.changed', 'The preview shows the rules as they are now.')
      : t('alerts.end.different', 'Somebody may have written at the same time. Retry writes once more.');
  }
  if (error instanceof GrafanaError && error.status === 403) {
    return t(
      'alerts.end.denied',
      'Ask an admin of Grafana for the right to provision alert rules and to make folders.',
    );
  }
  return t(
    'alerts.end.retry',
    'Each step can be done again: Retry begins with the first and leaves alone what is done.',
  );
}

function failedTitle(at: InstallState['at']): string {
  if (at === 'write') return t('alerts.end.refused', 'Grafana did not take the rules');
  if (at === 'read-back') return t('alerts.end.half', 'Written, but not confirmed');
  return t('alerts.end.failed', 'The rules in Grafana are as they were');
}

/** How an install ended; nothing until then. */
export function InstallEnd({ state: { phase, error, at }, done }: Props) {
  return (
    // An alert takes all the room of a column that it stands in itself.
    <div>
      {phase === 'done' && <Alert severity="success" title={done} bottomSpacing={0} />}
      {phase === 'failed' && error && (
        <Alert severity="error" title={failedTitle(at)} bottomSpacing={0}>
          {adviceOf(error)}
        </Alert>
      )}
    </div>
  );
}
