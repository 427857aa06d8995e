import React from 'react';
import { t } from '@grafana/i18n';
import { useAgentStatus } from '../../hooks/useAgentStatus.ts';
import { useAppVersion } from '../../hooks/useAppVersion.ts';
import { ProblemAlert } from './ProblemAlert.tsx';

interface Props {
  readonly onRetry: () => void;
}

/** The agent answered in a form that this version of the app does not know. */
export function Incompatible({ onRetry }: Props) {
  const agent = useAgentStatus().data?.data.agent.version;
  const app = useAppVersion();
  return (
    <ProblemAlert
      title={t('state.incompatible', 'The agent and this app do not understand each other')}
      onRetry={onRetry}
    >
      {agent !== undefined && app !== undefined && agent !== app
        ? t('state.versions', 'The agent has version {{agent}}, the app {{app}}. Upgrade the older one.', {
            agent,
            app,
          })
        : t('state.upgrade', 'Their versions differ. Upgrade the older one.')}
    </ProblemAlert>
  );
}
