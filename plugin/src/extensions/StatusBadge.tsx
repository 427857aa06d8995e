import React, { useState } from 'react';
import { QueryClientProvider } from '@tanstack/react-query';
import { getChain } from '@understudy/contract';
import { t } from '@grafana/i18n';
import { TextLink } from '@grafana/ui';
import { createQueryClient } from '../api/queryClient.ts';
import { ActiveStepTag } from '../components/ActiveStepTag.tsx';
import { chainUrl } from '../components/chainUrl.ts';
import { useAgentQuery } from '../hooks/useAgentQuery.ts';

/** What another app says when it shows the badge. */
export interface StatusBadgeProps {
  /** Id of the requested model. */
  readonly model: string;
}

function Step({ model }: StatusBadgeProps) {
  const { data, error } = useAgentQuery(getChain, { target: model });
  const status = data?.data.status;
  if (error && !data) {
    return <span title={error.message}>{t('badge.unknown', 'unknown')}</span>;
  }
  if (!status) return null;
  return (
    <TextLink
      href={chainUrl(model)}
      inline
      color="primary"
      aria-label={t('badge.chain-of', 'Chain of {{- model}}', { model })}
    >
      <ActiveStepTag step={status} />
    </TextLink>
  );
}

/** The active step of a model's chain, for pages of other apps. It brings its own cache along. */
export function StatusBadge({ model }: StatusBadgeProps) {
  const [queries] = useState(createQueryClient);
  return (
    <QueryClientProvider client={queries}>
      <Step model={model} />
    </QueryClientProvider>
  );
}
