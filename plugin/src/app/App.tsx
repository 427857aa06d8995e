import React, { lazy, Suspense } from 'react';
import { Navigate, Route, Routes, useLocation } from 'react-router-dom';
import type { AppRootProps } from '@grafana/data';
import type { AppSettings } from '../api/settings.ts';
import { createQueryClient } from '../api/queryClient.ts';
import { currentSettings } from '../api/savedSettings.ts';
import { AppShell } from './AppShell.tsx';
import { PageBoundary } from './boundary/PageBoundary.tsx';
import { DrillHost } from './DrillHost.tsx';

const Overview = lazy(async () => ({ default: (await import('../pages/overview/OverviewPage.tsx')).OverviewPage }));
const Chains = lazy(async () => ({ default: (await import('../pages/chains/ChainsPage.tsx')).ChainsPage }));
const Policy = lazy(async () => ({ default: (await import('../pages/policy/PolicyPage.tsx')).PolicyPage }));
const Activity = lazy(async () => ({ default: (await import('../pages/activity/ActivityPage.tsx')).ActivityPage }));
const Analytics = lazy(async () => ({ default: (await import('../pages/analytics/AnalyticsPage.tsx')).AnalyticsPage }));
const Alerts = lazy(async () => ({ default: (await import('../pages/alerts/AlertsPage.tsx')).AlertsPage }));
const Models = lazy(async () => ({ default: (await import('../pages/models/ModelsPage.tsx')).ModelsPage }));
const Litellm = lazy(async () => ({ default: (await import('../pages/litellm/LitellmPage.tsx')).LitellmPage }));

const queryClient = createQueryClient();

/** The app's pages, each loaded when it is opened. */
export function App({ meta }: AppRootProps<AppSettings>) {
  const { pathname } = useLocation();
  return (
    <AppShell settings={currentSettings(meta.jsonData)} queryClient={queryClient}>
      <PageBoundary page={pathname}>
        <Suspense fallback={null}>
          <Routes>
            <Route path="overview" element={<Overview />} />
            <Route path="chains" element={<Chains />} />
            <Route path="policy" element={<Policy />} />
            <Route path="activity" element={<Activity />} />
            <Route path="analytics" element={<Analytics />} />
            <Route path="alerts" element={<Alerts />} />
            <Route path="models" element={<Models />} />
            <Route path="litellm" element={<Litellm />} />
            <Route path="*" element={<Navigate to="overview" replace />} />
          </Routes>
        </Suspense>
        <DrillHost />
      </PageBoundary>
    </AppShell>
  );
}
