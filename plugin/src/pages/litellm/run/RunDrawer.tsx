import React, { type ReactNode } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Button, useStyles2 } from '@grafana/ui';
import { ButtonRow } from '../../../components/ButtonRow.tsx';
import { SideDrawer } from '../../../components/SideDrawer.tsx';
import { RunEnd } from './RunEnd.tsx';
import { RunSteps } from './RunSteps.tsx';
import type { RunState } from './runState.ts';

interface Props {
  readonly title: string;
  readonly subtitle: string;
  readonly state: RunState;
  readonly onClose: () => void;
  /** What begins it; it goes when it ran. */
  readonly action?: ReactNode;
  /** What is looked at before. */
  readonly children?: ReactNode;
}

/** True where there are steps to show: not where the agent refused to begin. */
function hasSteps({ phase, error, steps }: RunState): boolean {
  return phase !== 'idle' && (error === undefined || steps.length > 0);
}

/** The review of a write of LiteLLM's file, its steps and its end. */
export function RunDrawer({ title, subtitle, state, onClose, action, children }: Props) {
  const styles = useStyles2(getStyles);
  return (
    <SideDrawer title={title} subtitle={subtitle} onClose={onClose}>
      {children}
      {hasSteps(state) && <RunSteps state={state} />}
      <RunEnd state={state} />
      <ButtonRow>
        {state.phase !== 'over' && action}
        <Button variant="secondary" onClick={onClose}>
          {state.phase === 'idle' ? t('litellm.run.cancel', 'Cancel') : t('litellm.run.close', 'Close')}
        </Button>
        {state.phase === 'running' && (
          <span className={styles.note}>
            {t('litellm.run.goes-on', 'Closing this does not stop it: the agent finishes what it began.')}
          </span>
        )}
      </ButtonRow>
    </SideDrawer>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  note: css({ color: theme.colors.text.secondary, fontSize: theme.typography.bodySmall.fontSize }),
});
