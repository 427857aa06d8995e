import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Alert, useStyles2 } from '@grafana/ui';
import type { AgentError } from '../../api/AgentError.ts';
import { sentence } from '../sentence.ts';

function title({ kind, problem }: AgentError): string {
  if (problem?.code === 'drill_running') return t('drill.problem-running', 'A test of this chain is under way');
  switch (kind) {
    case 'limited':
      return t('drill.problem-limited', 'No test is left for now');
    case 'refused':
      return t('drill.problem-refused', 'The agent refuses this test');
    case 'missing':
      return t('drill.problem-missing', 'There is no chain to test');
    case 'forbidden':
    case 'unauthorized':
      return t('drill.problem-forbidden', 'You may not run tests');
    case 'unreachable':
    case 'unconfigured':
      return t('drill.problem-unreachable', 'The agent does not answer');
    default:
      return t('drill.problem-failed', 'The test could not be run');
  }
}

/** What to know and to do about it; the agent's own words where there are none of ours. */
function advice({ kind, status, problem, message, fix }: AgentError): string {
  if (problem?.code === 'drill_running') {
    return t(
      'drill.advice-running',
      'One test of a chain runs at a time. Yours is stopping, or somebody else runs one: try again in a few seconds.',
    );
  }
  if (problem?.code === 'rate_limited') {
    return t('drill.advice-limited', 'The next one is free when the minute is over.');
  }
  if (kind === 'unreachable' && !problem) {
    const flows = t('drill.advice-down', 'Traffic may still flow: this is the control plane.');
    return status === 0 ? `${message} ${flows}` : flows;
  }
  return [message, fix]
    .filter((part) => part !== undefined)
    .map(sentence)
    .join(' ');
}

/** Why a test was refused or broke off, where it was asked for. */
export function DrillProblem({ error }: { readonly error: AgentError }) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.problem}>
      <Alert severity={error.kind === 'limited' ? 'info' : 'error'} title={title(error)} bottomSpacing={0}>
        {advice(error)}
      </Alert>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  problem: css({ marginTop: theme.spacing(2) }),
});
