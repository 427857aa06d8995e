import React from 'react';
import { t } from '@grafana/i18n';
import { Alert } from '@grafana/ui';
import type { AgentError } from '../../api/AgentError.ts';
import { SaveProblem } from '../../components/SaveProblem.tsx';

interface Props {
  readonly error: AgentError;
  readonly onRetry: () => void;
}

/** Why the agent did not store it: every finding with its place and its fix. */
export function WriteProblem({ error, onRetry }: Props) {
  const { findings } = error;
  if (error.kind === 'conflict') {
    return (
      <Alert
        severity="error"
        title={t('models.conflict', 'Somebody saved it meanwhile. Close this, look at theirs, then edit again.')}
      >
        {error.fix}
      </Alert>
    );
  }
  return (
    <SaveProblem error={error} onRetry={onRetry}>
      {findings.length > 0 ? (
        <ul>
          {findings.map((finding) => (
            <li key={`${finding.path} ${finding.code}`}>
              <code>{finding.path}</code> {finding.message} {finding.fix}
            </li>
          ))}
        </ul>
      ) : (
        error.fix
      )}
    </SaveProblem>
  );
}
