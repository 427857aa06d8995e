import React from 'react';
import { t } from '@grafana/i18n';
import { Page } from '../../components/Page.tsx';
import { RefreshControl } from '../../components/RefreshControl.tsx';
import { TimeControls } from '../../components/TimeControls.tsx';
import { useScope } from '../../hooks/useScope.ts';
import { AgentOverview } from './AgentOverview.tsx';
import { FleetOverview } from './fleet/FleetOverview.tsx';

/** What is broken now, how bad today is, which model, and what to do about it. An agent knows today; Prometheus any range. */
export function OverviewPage() {
  const all = useScope() === 'all';
  return (
    <Page title={t('overview.title', 'Overview')} scope="both" actions={all ? <TimeControls /> : <RefreshControl />}>
      {all ? <FleetOverview /> : <AgentOverview />}
    </Page>
  );
}
