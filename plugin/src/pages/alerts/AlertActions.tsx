import React from 'react';
import type { AlertRules } from '@understudy/contract';
import { t } from '@grafana/i18n';
import { Button } from '@grafana/ui';
import { useInstalledRules } from './data/useInstalledRules.ts';
import { installedRules, isLocked } from './install/installPlan.ts';
import { useAlertsView } from './useAlertsView.ts';

/** The rule file for all; installing for those who may, unless a file keeps every rule. */
export function AlertActions({ rules }: { readonly rules: AlertRules }) {
  const [, change] = useAlertsView();
  const installed = useInstalledRules().data;
  const present = installedRules(rules, installed ?? []);
  const allLocked = present.length >= rules.alerting.rules.length && present.every(isLocked);
  return (
    <>
      <Button variant="secondary" icon="file-alt" onClick={() => change({ drawer: 'file' })}>
        {t('alerts.file.button', 'Rule file')}
      </Button>
      {installed && !allLocked && (
        <Button onClick={() => change({ drawer: 'install' })}>
          {present.length === 0
            ? t('alerts.install.title', 'Install in Grafana')
            : t('alerts.install.review', 'Review install')}
        </Button>
      )}
    </>
  );
}
