import React from 'react';
import { t } from '@grafana/i18n';
import { Alert } from '@grafana/ui';
import type { AgentError } from '../../api/AgentError.ts';

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

/** Why a test was refused or broke off, where it was asked for. */
export function DrillProblem({ error }: { readonly error: AgentError }) {
  return (
    <Alert severity={error.kind === 'limited' ? 'info' : 'error'} title={title(error)}>
      {[error.message, error.fix].filter(Boolean).join(' ')}
    </Alert>
  );
}
