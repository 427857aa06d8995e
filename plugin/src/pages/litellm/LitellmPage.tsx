import React from 'react';
import { t } from '@grafana/i18n';
import { Page } from '../../components/Page.tsx';
import { QueryState } from '../../components/QueryState.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { ViewerLine } from '../../components/ViewerLine.tsx';
import { useAgentDown } from '../../hooks/useAgentDown.ts';
import { useMay } from '../../hooks/useMay.ts';
import { ApplyAction } from './ApplyAction.tsx';
import { Configured } from './Configured.tsx';
import { Unconfigured } from './Unconfigured.tsx';
import { useLitellmStatus } from './useLitellmStatus.ts';

/** The configuration file of a LiteLLM proxy, written from the chains: what would change, applying it, taking it back. */
export function LitellmPage() {
  const query = useLitellmStatus();
  const admin = useMay('admin');
  const down = useAgentDown();
  // The document may be a file's: LiteLLM's file is written from it all the same.
  const editable = admin && !down;
  const status = query.data?.data;
  return (
    <Page
      title={t('litellm.title', 'LiteLLM')}
      subtitle={t(
        'litellm.subtitle',
        'The configuration file of a LiteLLM proxy, written from the chains and the policy.',
      )}
      scope="agent"
      actions={editable && status?.configured && <ApplyAction running={status.running} />}
    >
      <QueryState query={query} skeleton={<Skeleton rows={6} />}>
        {({ data }) => (data.configured ? <Configured status={data} editable={editable} /> : <Unconfigured />)}
      </QueryState>
      {!admin && <ViewerLine needed="admin" />}
    </Page>
  );
}
