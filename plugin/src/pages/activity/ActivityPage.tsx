import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Button, Tab, TabsBar, useStyles2 } from '@grafana/ui';
import { Page } from '../../components/Page.tsx';
import { Denied } from '../../components/states/Denied.tsx';
import { TimeControls } from '../../components/TimeControls.tsx';
import { useMay } from '../../hooks/useMay.ts';
import { AUDIT_RANGE } from './audit/auditRange.ts';
import { AuditTab } from './audit/AuditTab.tsx';
import { EventsTab } from './events/EventsTab.tsx';
import { useActivityView } from './useActivityView.ts';

function NoAudit({ onBack }: { readonly onBack: () => void }) {
  return (
    <Denied
      title={t('activity.audit-denied', 'The audit log is for admins')}
      open={t('activity.audit-open', 'Fallback events are open to you.')}
      action={
        <Button variant="secondary" onClick={onBack}>
          {t('activity.to-events', 'Show events')}
        </Button>
      }
    />
  );
}

/** Events and audit: what fell back, why, and who changed what. */
export function ActivityPage() {
  const styles = useStyles2(getStyles);
  const [view, change] = useActivityView();
  const isAdmin = useMay('admin');
  const audit = view.tab === 'audit';
  return (
    <Page
      title={t('activity.title', 'Activity')}
      subtitle={t('activity.subtitle', 'What fell back, why, and who changed what.')}
      scope="agent"
      actions={audit && isAdmin ? <TimeControls initial={AUDIT_RANGE} /> : <TimeControls />}
    >
      <div className={styles.page}>
        {isAdmin && (
          <TabsBar>
            <Tab
              label={t('activity.events', 'Events')}
              active={!audit}
              onChangeTab={() => change({ tab: 'events', entry: '' })}
            />
            <Tab
              label={t('activity.audit', 'Audit')}
              active={audit}
              onChangeTab={() => change({ tab: 'audit', event: '' })}
            />
          </TabsBar>
        )}
        {!audit && <EventsTab view={view} onChange={change} />}
        {audit && isAdmin && <AuditTab view={view} onChange={change} />}
        {audit && !isAdmin && <NoAudit onBack={() => change({ tab: 'events', entry: '' })} />}
      </div>
    </Page>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  page: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(2), minWidth: 0 }),
});
