import React from 'react';
import { t } from '@grafana/i18n';
import { Button, Tab, TabsBar } from '@grafana/ui';
import { Page } from '../../components/Page.tsx';
import { ViewerLine } from '../../components/ViewerLine.tsx';
import { useReadOnly } from '../../hooks/useReadOnly.ts';
import { ModelDrawer } from './form/ModelDrawer.tsx';
import { ModelsTab } from './list/ModelsTab.tsx';
import { PriceComparison } from './prices/PriceComparison.tsx';
import { PricesTab } from './prices/PricesTab.tsx';
import { ProviderDrawer } from './providers/ProviderDrawer.tsx';
import { ProvidersTab } from './providers/ProvidersTab.tsx';
import { useModelsView, type ModelsTab as TabName, type ModelsView } from './useModelsView.ts';
import { useTotals } from './useTotals.ts';

interface ViewProps {
  readonly view: ModelsView;
  readonly onView: (change: Partial<ModelsView>) => void;
}

function Actions({ view: { tab }, onView }: ViewProps) {
  if (tab === 'prices') return <PriceComparison />;
  return (
    <Button icon="plus" onClick={() => onView({ edit: '' })}>
      {tab === 'models' ? t('models.add', 'Add model') : t('models.add-provider', 'Add provider')}
    </Button>
  );
}

function Tabs({ view, onView }: ViewProps) {
  const totals = useTotals();
  const tab = (name: TabName, label: string, counter?: number) => (
    <Tab
      label={label}
      active={view.tab === name}
      onChangeTab={() => onView({ tab: name, search: '' })}
      {...(counter !== undefined && { counter })}
    />
  );
  return (
    <TabsBar>
      {tab('models', t('models.tab.models', 'Models'), totals.models)}
      {tab('providers', t('models.tab.providers', 'Providers'), totals.providers)}
      {tab('prices', t('models.tab.prices', 'Price book'))}
    </TabsBar>
  );
}

/** What applications may ask for, who serves it, and what it costs. */
export function ModelsPage() {
  const [view, change] = useModelsView();
  const editable = useReadOnly('admin') === undefined;
  const close = () => change({ edit: undefined });
  return (
    <Page
      title={t('models.title', 'Models & providers')}
      subtitle={t('models.subtitle', 'What applications may ask for, who serves it, and what it costs.')}
      scope="agent"
      actions={editable && <Actions view={view} onView={change} />}
    >
      <Tabs view={view} onView={change} />
      {view.tab === 'models' && <ModelsTab view={view} onView={change} editable={editable} />}
      {view.tab === 'providers' && <ProvidersTab view={view} onView={change} editable={editable} />}
      {view.tab === 'prices' && <PricesTab view={view} onView={change} />}
      <ViewerLine needed="admin" />
      {editable && view.tab === 'models' && view.edit !== undefined && (
        <ModelDrawer key={view.edit} id={view.edit} onClose={close} />
      )}
      {editable && view.tab === 'providers' && view.edit !== undefined && (
        <ProviderDrawer key={view.edit} id={view.edit} onClose={close} />
      )}
    </Page>
  );
}
