import React, { useEffect, useRef } from 'react';
import type { AlertRules } from '@understudy/contract';
import { t } from '@grafana/i18n';
import { Button } from '@grafana/ui';
import type { ProvisionedRule } from '../../../api/alerting/provisionedRule.ts';
import { ButtonRow } from '../../../components/ButtonRow.tsx';
import { SideDrawer } from '../../../components/SideDrawer.tsx';
import { InstallEnd } from './InstallEnd.tsx';
import { installPlan, type InstallPlan } from './installPlan.ts';
import { InstallSteps } from './InstallSteps.tsx';
import { INSTALL_STEPS } from './runInstall.ts';
import { useInstall } from './useInstall.ts';
import { usualTarget } from './usualTarget.ts';

const STEPS = INSTALL_STEPS.filter((step) => step !== 'folder');

interface Props {
  readonly rules: AlertRules;
  /** As they were when the removal was confirmed. */
  readonly installed: readonly ProvisionedRule[];
  readonly onDone: () => void;
  readonly onClose: () => void;
}

function removal(rules: AlertRules, installed: readonly ProvisionedRule[]): InstallPlan {
  const target = usualTarget(rules, installed, [], undefined);
  return installPlan({ rules, installed, chosen: new Set(), target, overwrite: true });
}

/** Takes the rules out of Grafana, which was confirmed before, and shows the steps. */
export function RemoveDrawer({ rules, installed, onDone, onClose }: Props) {
  const { state, run } = useInstall(onDone);
  const begun = useRef(false);
  const begin = () =>
    run({ plan: removal(rules, installed), planAnew: (now) => removal(rules, now), folder: undefined });
  useEffect(() => {
    // Once, however often the effect runs: it writes.
    if (begun.current) return;
    begun.current = true;
    begin();
  });
  return (
    <SideDrawer title={t('alerts.remove.drawer', 'Remove from Grafana')} onClose={onClose}>
      <InstallSteps state={state} steps={STEPS} />
      <InstallEnd state={state} done={t('alerts.remove.done', 'The rules are gone from Grafana')} />
      <ButtonRow>
        {state.phase === 'failed' && <Button onClick={begin}>{t('state.retry', 'Retry')}</Button>}
        <Button variant="secondary" onClick={onClose}>
          {t('alerts.install.close', 'Close')}
        </Button>
      </ButtonRow>
    </SideDrawer>
  );
}
