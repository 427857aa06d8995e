import React from 'react';
import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Button, useStyles2 } from '@grafana/ui';
import { CHECKS, type Checks } from './checks/check.ts';
import type { Configuration, Phase } from './useConfiguration.ts';

type Props = Pick<Configuration, 'busy' | 'checks' | 'dirty' | 'phase' | 'test' | 'valid'>;

/** Saves and tests, or tests what is stored; says how it went. */
export function SaveRow({ busy, checks, dirty, phase, test, valid }: Props) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.row}>
      <Button type="submit" disabled={!valid || busy} tooltip={valid ? undefined : wrongAddress()}>
        {t('configuration.save-and-test', 'Save and test')}
      </Button>
      <Button
        variant="secondary"
        disabled={dirty || busy}
        tooltip={dirty ? t('configuration.save-first', 'The test uses what is saved: save first.') : undefined}
        onClick={() => void test()}
      >
        {t('configuration.test', 'Test')}
      </Button>
      <span role="status" className={cx(styles.outcome, phase.kind === 'not-saved' && styles.failed)}>
        {outcome(phase, checks)}
      </span>
    </div>
  );
}

const wrongAddress = () => t('configuration.wrong-address', 'The control address is wrong.');

/** Prometheus is no part of the connection: the app works without it. */
function isConnected(checks: Checks): boolean {
  return CHECKS.every((id) => id === 'prometheus' || checks[id].state === 'passed');
}

function outcome(phase: Phase, checks: Checks): string {
  switch (phase.kind) {
    case 'idle':
      return '';
    case 'saving':
      return t('configuration.saving', 'Saving');
    case 'testing':
      return phase.saved
        ? t('configuration.saved-testing', 'Saved. Testing.')
        : t('configuration.testing-now', 'Testing.');
    case 'not-saved':
      return t('configuration.not-saved', 'Not saved: {{- message}}', { message: phase.message });
    case 'tested':
      if (isConnected(checks)) {
        return phase.saved
          ? t('configuration.saved-connected', 'Saved. Connected.')
          : t('configuration.connected', 'Connected.');
      }
      return phase.saved
        ? t('configuration.saved-not-connected', 'Saved. Not connected.')
        : t('configuration.not-connected', 'Not connected.');
  }
}

const getStyles = (theme: GrafanaTheme2) => ({
  row: css({ alignItems: 'center', display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1) }),
  outcome: css({ color: theme.colors.text.secondary, marginLeft: theme.spacing(1) }),
  failed: css({ color: theme.colors.error.text }),
});
