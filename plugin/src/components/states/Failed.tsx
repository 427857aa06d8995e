import React from 'react';
import { t } from '@grafana/i18n';
import { AgentError } from '../../api/AgentError.ts';
import { PrometheusError } from '../../api/prometheus.ts';
import type { Failure } from '../../hooks/useFailure.ts';
import { sentence } from '../sentence.ts';
import { AgentDown } from './AgentDown.tsx';
import { ConfigurationHint } from './ConfigurationHint.tsx';
import { Denied } from './Denied.tsx';
import { Incompatible } from './Incompatible.tsx';
import { NotConfigured } from './NotConfigured.tsx';
import { ProblemAlert } from './ProblemAlert.tsx';

interface Props {
  readonly failure: Failure<Error>;
  readonly onRetry: () => void;
}

/** What a failed question looks like, by what a person can do about it. */
export function Failed({ failure, onRetry }: Props) {
  const { error, since } = failure;
  if (error instanceof PrometheusError) return <PrometheusDown error={error} onRetry={onRetry} />;
  if (!(error instanceof AgentError)) return <Other error={error} onRetry={onRetry} />;
  switch (error.kind) {
    case 'unreachable':
      return <AgentDown failure={{ error, since }} onRetry={onRetry} />;
    case 'unconfigured':
      return <NotConfigured />;
    case 'unauthorized':
      return (
        <ProblemAlert title={t('state.unauthorized', 'The agent refuses the token of this app')} onRetry={onRetry}>
          {error.fix} <ConfigurationHint />
        </ProblemAlert>
      );
    case 'forbidden':
      return <Denied />;
    case 'incompatible':
      return <Incompatible onRetry={onRetry} />;
    case 'limited':
      return (
        <ProblemAlert severity="warning" title={t('state.limited', 'Too many requests for now')} onRetry={onRetry}>
          {error.message}
        </ProblemAlert>
      );
    case 'store':
      return (
        <ProblemAlert
          severity="warning"
          title={t('state.store', 'This is in the shared store, which is away')}
          onRetry={onRetry}
        >
          {sentence(error.message)} {error.fix && sentence(error.fix)}
        </ProblemAlert>
      );
    case 'conflict':
    case 'failed':
    case 'managed':
    case 'missing':
    case 'refused':
      return <Other error={error} fix={error.fix} onRetry={onRetry} />;
  }
}

function PrometheusDown({ error, onRetry }: { readonly error: PrometheusError; readonly onRetry: () => void }) {
  return (
    <ProblemAlert title={t('state.prometheus', 'Prometheus does not answer')} onRetry={onRetry}>
      {error.message} <ConfigurationHint />
    </ProblemAlert>
  );
}

function Other({ error, fix, onRetry }: { error: Error; fix?: string | undefined; onRetry: () => void }) {
  return (
    <ProblemAlert title={t('state.failed', 'This could not be read')} onRetry={onRetry}>
      {error.message} {fix}
    </ProblemAlert>
  );
}
