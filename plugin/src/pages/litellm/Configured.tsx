import React, { useState } from 'react';
import type { LitellmBackup, LitellmStatus } from '@understudy/contract';
import { t } from '@grafana/i18n';
import { Alert, Tab, TabsBar } from '@grafana/ui';
import { Facts } from './facts/Facts.tsx';
import { RestoreDrawer } from './run/RestoreDrawer.tsx';
import { BackupsTab } from './tabs/BackupsTab.tsx';
import { ChangesTab } from './tabs/ChangesTab.tsx';
import { PreviewTab } from './tabs/PreviewTab.tsx';
import { LITELLM_TABS, useLitellmTab, type LitellmTab } from './useLitellmTab.ts';

interface Props {
  readonly status: LitellmStatus;
  /** This person may write, and the agent answers. */
  readonly editable: boolean;
}

function tabWords(tab: LitellmTab): string {
  switch (tab) {
    case 'changes':
      return t('litellm.tab.changes', 'Changes');
    case 'preview':
      return t('litellm.tab.preview', 'Preview');
    case 'backups':
      return t('litellm.tab.backups', 'Backups');
  }
}

/** How file and proxy stand, what an apply would change, the whole file, and its backups. */
export function Configured({ status, editable }: Props) {
  const [tab, setTab] = useLitellmTab();
  const [restored, setRestored] = useState<LitellmBackup>();
  return (
    <>
      {status.running && restored === undefined && (
        <div>
          <Alert
            severity="info"
            title={t('litellm.running', 'An apply or a rollback is under way')}
            bottomSpacing={0}
          />
        </div>
      )}
      <Facts status={status} />
      <TabsBar>
        {LITELLM_TABS.map((name) => (
          <Tab
            key={name}
            label={tabWords(name)}
            active={tab === name}
            onChangeTab={() => setTab(name)}
            {...(name === 'backups' && { counter: status.backups })}
          />
        ))}
      </TabsBar>
      {tab === 'changes' && <ChangesTab />}
      {tab === 'preview' && <PreviewTab />}
      {tab === 'backups' && <BackupsTab onRestore={editable && !status.running ? setRestored : undefined} />}
      {restored && <RestoreDrawer backup={restored} onClose={() => setRestored(undefined)} />}
    </>
  );
}
