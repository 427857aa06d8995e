import React from 'react';
import { t } from '@grafana/i18n';
import { Alert } from '@grafana/ui';
import type { AgentError } from '../../api/AgentError.ts';

/** Why the agent did not store it: every finding with its place and its fix. */
export function WriteProblem({ error }: { readonly error: AgentError }) {
  const { findings } = error;
  const title =
    error.kind === 'conflict'
      ? t('models.conflict', 'Somebody saved it meanwhile. Close this, look at theirs, then edit again.')
      : error.message;
  return (
    <Alert severity="error" title={title}>
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
    </Alert>
  );
}
