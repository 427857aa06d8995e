import React from 'react';
import { getPolicy } from '@understudy/contract';
import { t } from '@grafana/i18n';
import { Page } from '../../components/Page.tsx';
import { QueryState } from '../../components/QueryState.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { useAgentQuery } from '../../hooks/useAgentQuery.ts';
import { PolicyEditor } from './PolicyEditor.tsx';
import { ResetButton } from './ResetButton.tsx';

/** Triggers and the breaker. */
const SKELETON_ROWS = 12;

/** When a request is retried, and when it moves to the next step. */
export function PolicyPage() {
  const query = useAgentQuery(getPolicy);
  return (
    <Page
      title={t('policy.title', 'Policy')}
      subtitle={t(
        'policy.subtitle',
        'When a request is retried, and when it moves to the next step. Chains can override single fields.',
      )}
      scope="agent"
      actions={query.data && <ResetButton saved={{ policy: query.data.data, etag: query.data.etag }} />}
    >
      <QueryState query={query} skeleton={<Skeleton rows={SKELETON_ROWS} />}>
        {({ data, etag }) => <PolicyEditor saved={{ policy: data, etag }} />}
      </QueryState>
    </Page>
  );
}
