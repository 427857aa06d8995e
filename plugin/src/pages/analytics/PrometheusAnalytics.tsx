import React, { useEffect, useMemo } from 'react';
import { t } from '@grafana/i18n';
import { UrlSyncContextProvider } from '@grafana/scenes';
import { Page } from '../../components/Page.tsx';
import { useAgentStatus } from '../../hooks/useAgentStatus.ts';
import type { PromScope } from '../../promql/scope.ts';
import { AnalyticsKpis } from './AnalyticsKpis.tsx';
import { analyticsScene } from './analyticsScene.ts';
import { CsvButton } from './CsvButton.tsx';
import { ModelFilter } from './ModelFilter.tsx';
import { useModelFilter } from './useModelFilter.ts';

/** The document's default, while the agent has not said its own. */
const DEFAULT_THRESHOLD = 0.1;

/** Panels, figures and filters over Grafana's data source. */
export function PrometheusAnalytics({ uid }: { readonly uid: string }) {
  const [models, setModels] = useModelFilter();
  const threshold = useAgentStatus().data?.data.warnings.fallbackRate ?? DEFAULT_THRESHOLD;
  const scope = useMemo<PromScope>(() => (models.length > 0 ? { model: { oneOf: models } } : {}), [models]);
  const parts = useMemo(() => analyticsScene({ uid, scope, threshold }), [uid, scope, threshold]);
  const { scene, timeRange, timePicker, refreshPicker } = parts;
  const { body } = scene.state;
  // The page draws the scene's parts one by one, so nothing else wakes the scene itself.
  useEffect(() => scene.activate(), [scene]);
  return (
    <UrlSyncContextProvider scene={scene}>
      <Page
        title={t('analytics.title', 'Analytics')}
        scope="both"
        actions={
          <>
            <timePicker.Component model={timePicker} />
            <refreshPicker.Component model={refreshPicker} />
            <CsvButton scene={scene} />
          </>
        }
      >
        <ModelFilter models={models} onChange={setModels} />
        <AnalyticsKpis uid={uid} scope={scope} timeRange={timeRange} threshold={threshold} />
        <body.Component model={body} />
      </Page>
    </UrlSyncContextProvider>
  );
}
