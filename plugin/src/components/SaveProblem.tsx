import React, { type ReactNode } from 'react';
import { t } from '@grafana/i18n';
import { Alert } from '@grafana/ui';
import type { AgentError } from '../api/AgentError.ts';
import { sentence } from './sentence.ts';
import { ProblemAlert } from './states/ProblemAlert.tsx';

interface Props {
  readonly error: AgentError;
  /** Sends the same again. */
  readonly onRetry: () => void;
  /** Instead of what to do about it, as the agent says it. */
  readonly children?: ReactNode;
}

/** Why the agent did not save what was sent, where it stays to be sent again: at once, if waiting may be all that it takes. */
export function SaveProblem({ error, onRetry, children }: Props) {
  const { kind, message, fix } = error;
  if (kind === 'store') {
    return (
      <ProblemAlert
        severity="warning"
        title={t('save-problem.store', 'Not saved: the shared store is away')}
        onRetry={onRetry}
      >
        {sentence(message)} {fix && sentence(fix)} {t('save-problem.kept', 'Your changes stay here.')}
      </ProblemAlert>
    );
  }
  return (
    <Alert severity="error" title={sentence(message)}>
      {children ?? (fix && sentence(fix))}
    </Alert>
  );
}
