import React, { type ReactNode } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Button, useStyles2 } from '@grafana/ui';
import type { Folder, ProvisionedRule } from '../../../api/alerting/provisionedRule.ts';
import { SideDrawer } from '../../../components/SideDrawer.tsx';
import { InstallEnd } from './InstallEnd.tsx';
import { InstallNotes } from './InstallNotes.tsx';
import type { InstallPart } from './installPart.ts';
import { changesOf, installedRules, isLocked } from './installPlan.ts';
import { InstallSteps } from './InstallSteps.tsx';
import type { InstallState } from './installState.ts';
import { PlanList } from './PlanList.tsx';
import { RemoveButton } from './RemoveButton.tsx';
import { TargetFields } from './TargetFields.tsx';
import { useInstall } from './useInstall.ts';
import { useInstallPlan, type PlannedInstall } from './useInstallPlan.ts';

interface Props {
  readonly part: InstallPart;
  readonly installed: readonly ProvisionedRule[];
  readonly folders: readonly Folder[];
  readonly onClose: () => void;
}

const mayRun = ({ groupLocked, target }: PlannedInstall): boolean => !groupLocked && target.sourceUid !== '';

function applyWords(changes: number): string {
  if (changes === 1) return t('alerts.install.run-one', 'Apply 1 change');
  return t('alerts.install.run', 'Apply {{- changes}} changes', { changes });
}

function RunButton({ planned, state, onRun }: { planned: PlannedInstall; state: InstallState; onRun: () => void }) {
  const changes = changesOf(planned.plan).length;
  if (state.phase === 'done' || changes === 0) return null;
  return (
    <Button disabled={state.phase === 'running' || !mayRun(planned)} onClick={onRun}>
      {state.phase === 'failed' ? t('state.retry', 'Retry') : applyWords(changes)}
    </Button>
  );
}

function Preview({
  planned,
  part,
  folders,
  running,
}: { planned: PlannedInstall; running: boolean } & Omit<Props, 'installed' | 'onClose'>) {
  return (
    <>
      <TargetFields target={planned.target} folders={folders} onChange={planned.setTarget} disabled={running} />
      <InstallNotes planned={planned} part={part} />
      {changesOf(planned.plan).length === 0 && <Nothing />}
      <PlanList plan={planned.plan} />
    </>
  );
}

function Nothing(): ReactNode {
  const styles = useStyles2(getStyles);
  return (
    <p className={styles.nothing}>{t('alerts.install.nothing', 'Grafana has these rules already, as they are.')}</p>
  );
}

/** What an install would do, then its steps as they happen. */
export function InstallDrawer({ part, installed, folders, onClose }: Props) {
  const styles = useStyles2(getStyles);
  const planned = useInstallPlan(part.rules, installed, folders, part.choice.chosen);
  const { state, run } = useInstall(part.choice.reset);
  const idle = state.phase === 'idle' || state.phase === 'failed';
  const present = installedRules(part.rules, installed).filter((rule) => !isLocked(rule));
  return (
    <SideDrawer
      title={t('alerts.install.title', 'Install in Grafana')}
      subtitle={t('alerts.install.subtitle', 'Group {{- group}}, from revision {{- revision}}', {
        group: planned.target.group,
        revision: part.rules.revision,
      })}
      onClose={onClose}
    >
      {state.phase !== 'idle' && <InstallSteps state={state} />}
      <InstallEnd state={state} done={t('alerts.install.done', 'Grafana evaluates the rules')} />
      {idle && <Preview planned={planned} part={part} folders={folders} running={false} />}
      <div className={styles.actions}>
        <RunButton planned={planned} state={state} onRun={() => run(planned.order)} />
        <Button variant="secondary" onClick={onClose}>
          {state.phase === 'done' ? t('alerts.install.close', 'Close') : t('alerts.install.cancel', 'Cancel')}
        </Button>
        <span className={styles.space} />
        {state.phase === 'idle' && present.length > 0 && <RemoveButton rules={present} onRemove={part.onRemove} />}
      </div>
    </SideDrawer>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  // The rules are many, and what is done with them stays in sight.
  actions: css({
    alignItems: 'center',
    background: theme.colors.background.primary,
    borderTop: `1px solid ${theme.colors.border.weak}`,
    bottom: 0,
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(1),
    padding: theme.spacing(2, 0),
    position: 'sticky',
  }),
  space: css({ flex: '1 0 0' }),
  nothing: css({ margin: 0 }),
});
