import React from 'react';
import { Navigate, useLocation } from 'react-router-dom';
import { t } from '@grafana/i18n';
import { useSettings } from '../../api/SettingsContext.ts';
import { Page } from '../../components/Page.tsx';
import { useScope } from '../../hooks/useScope.ts';
import { AgentAnalytics } from './AgentAnalytics.tsx';
import { PrometheusAnalytics } from './PrometheusAnalytics.tsx';

/** What happened over weeks: from Prometheus where there is one, or the days that this agent itself remembers. */
export function AnalyticsPage() {
  const { prometheusUid } = useSettings();
  const { pathname, search } = useLocation();
  const scope = useScope();
  const params = new URLSearchParams(search);
  if (prometheusUid && !params.has('scope')) {
    params.set('scope', 'all');
    return <Navigate to={{ pathname, search: params.toString() }} replace />;
  }
  if (prometheusUid && scope === 'all') return <PrometheusAnalytics uid={prometheusUid} />;
  return (
    <Page title={t('analytics.title', 'Analytics')} scope="both">
      <AgentAnalytics />
    </Page>
  );
}
