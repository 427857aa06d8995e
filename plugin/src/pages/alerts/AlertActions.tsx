import React from 'react';
import type { AlertRules } from '@understudy/contract';
import { t } from '@grafana/i18n';
import { Button } from '@grafana/ui';
import type { ProvisionedRule } from '../../api/alerting/provisionedRule.ts';
import { useInstalledRules } from './data/useInstalledRules.ts';
import { changesOf, installedRules, installPlan, isLocked } from './install/installPlan.ts';
import type { Choice } from './install/useChoice.ts';
import { usualTarget } from './install/usualTarget.ts';
import { useAlertsView } from './useAlertsView.ts';

interface Props {
  readonly rules: AlertRules;
  readonly choice: Choice;
}

/** How many rules an install would bring up to date. */
function pending({ rules, choice: { chosen } }: Props, installed: readonly ProvisionedRule[]): number {
  const target = usualTarget(rules, installed, [], undefined);
  return changesOf(installPlan({ rules, installed, chosen, target, overwrite: false })).length;
}

function installWords(changes: number): string {
  if (changes === 0) return t('alerts.install.review', 'Review install');
  return changes === 1
    ? t('alerts.install.review-one', 'Review 1 change')
    : t('alerts.install.review-changes', 'Review {{- changes}} changes', { changes });
}

/** The rule file for all; installing for those who may, unless a file keeps every rule. */
export function AlertActions(props: Props) {
  const [, change] = useAlertsView();
  const installed = useInstalledRules().data;
  const present = installedRules(props.rules, installed ?? []);
  const allLocked = present.length >= props.rules.alerting.rules.length && present.every(isLocked);
  const changes = pending(props, installed ?? []);
  return (
    <>
      <Button variant="secondary" icon="file-alt" onClick={() => change({ drawer: 'file' })}>
        {t('alerts.file.button', 'Rule file')}
      </Button>
      {installed && !allLocked && (
        <Button variant={changes === 0 ? 'secondary' : 'primary'} onClick={() => change({ drawer: 'install' })}>
          {present.length === 0 ? t('alerts.install.title', 'Install in Grafana') : installWords(changes)}
        </Button>
      )}
    </>
  );
}
