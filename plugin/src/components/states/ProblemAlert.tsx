import React, { type ReactNode } from 'react';
import { t } from '@grafana/i18n';
import { Alert } from '@grafana/ui';

interface Props {
  readonly title: string;
  readonly children?: ReactNode;
  /** Absent = asking again would not help. */
  readonly onRetry?: (() => void) | undefined;
  readonly severity?: 'error' | 'warning';
}

/** Something went wrong: what, why, what to do, and Retry where that can help. */
export function ProblemAlert({ title, children, onRetry, severity = 'error' }: Props) {
  return (
    <Alert
      severity={severity}
      title={title}
      bottomSpacing={0}
      {...(onRetry && { buttonContent: t('state.retry', 'Retry'), onRemove: onRetry })}
    >
      {children}
    </Alert>
  );
}
