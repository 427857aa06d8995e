import React from 'react';
import { t } from '@grafana/i18n';
import type { AgentError } from '../../api/AgentError.ts';
import { useSettings } from '../../api/SettingsContext.ts';
import { clock, waits } from '../../format/format.ts';
import { useAgentName } from '../../hooks/useAgentStatus.ts';
import { RETRY_MS } from '../../hooks/useAgentQuery.ts';
import { useRefreshMs } from '../../hooks/refresh/RefreshContext.ts';
import type { Failure } from '../../hooks/useFailure.ts';
import { ConfigurationHint } from './ConfigurationHint.tsx';
import { downCause } from './downCause.ts';
import { ProblemAlert } from './ProblemAlert.tsx';

interface Props {
  readonly failure: Failure<AgentError>;
  readonly onRetry: () => void;
}

/** The agent does not answer: why, since when, what happens next, and what it does not mean. */
export function AgentDown({ failure: { error, since }, onRetry }: Props) {
  const agent = useAgentName();
  const interval = useRefreshMs();
  const { agentUrl, prometheusUid } = useSettings();
  const title = agent
    ? t('state.down-named', 'The agent {{- agent}} does not answer', { agent })
    : t('state.down', 'The agent does not answer');
  return (
    <ProblemAlert title={title} onRetry={onRetry}>
      {t('state.down-since', '{{- cause}}, since {{time}}.', {
        cause: downCause(error, agentUrl),
        time: clock(since, undefined, 's'),
      })}{' '}
      {interval === false
        ? t('state.paused', 'The refresh is paused.')
        : t('state.next-try', 'Trying again every {{interval}}.', {
            interval: waits(Math.min(interval, RETRY_MS)),
          })}{' '}
      {t('state.control-plane', 'Traffic may still flow: this is the control plane.')}{' '}
      {prometheusUid && t('state.last-scrape', 'Rates of the last scrape are under “All agents”.')}{' '}
      <ConfigurationHint />
    </ProblemAlert>
  );
}
