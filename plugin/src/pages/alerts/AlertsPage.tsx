import React from 'react';
import { getAlerts } from '@understudy/contract';
import { t } from '@grafana/i18n';
import { Page } from '../../components/Page.tsx';
import { QueryState } from '../../components/QueryState.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { ViewerLine } from '../../components/ViewerLine.tsx';
import { useAgentQuery } from '../../hooks/useAgentQuery.ts';
import { useMay } from '../../hooks/useMay.ts';
import { AlertActions } from './AlertActions.tsx';
import { AlertsContent } from './AlertsContent.tsx';
import { useInstalledRules } from './data/useInstalledRules.ts';
import { useMayInstall } from './data/useMayInstall.ts';
import { useChoice } from './install/useChoice.ts';

/** Alert rules generated from the agent's configuration: how they stand, and bringing them to Grafana or Prometheus. */
export function AlertsPage() {
  const query = useAgentQuery(getAlerts);
  const mayInstall = useMayInstall();
  const rules = query.data?.data;
  const choice = useChoice(rules, useInstalledRules().data);
  const admin = useMay('admin');
  return (
    <Page
      title={t('alerts.title', 'Alerts')}
      subtitle={t('alerts.subtitle', 'Rules generated from this agent’s configuration, and how they stand.')}
      scope="agent"
      actions={rules && <AlertActions rules={rules} choice={choice} />}
    >
      <QueryState query={query} skeleton={<Skeleton rows={8} rowHeight={50} />}>
        {({ data }) => <AlertsContent rules={data} choice={choice} />}
      </QueryState>
      {!admin && !mayInstall && <ViewerLine needed="admin" />}
    </Page>
  );
}
