import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t, Trans } from '@grafana/i18n';
import { Button, useStyles2 } from '@grafana/ui';
import type { DrillAllowance } from './useDrillHistory.ts';

interface Props {
  readonly underWay: boolean;
  /** One was run already. */
  readonly again: boolean;
  readonly allowance: DrillAllowance | null;
  /** Why it cannot be run now; absent = it can. */
  readonly blocked: string | undefined;
  readonly onStop: () => void;
}

function allowanceText({ remaining, limit, resetSeconds }: DrillAllowance): string {
  if (remaining > 0) return t('drill.left', '{{remaining}} of {{limit}} tests left this minute', { remaining, limit });
  return t('drill.next', 'Next test in {{seconds}} s', { seconds: resetSeconds });
}

/** Run, or Stop while it runs; and how many tests are left. */
export function RunLine({ underWay, again, allowance, blocked, onStop }: Props) {
  const styles = useStyles2(getStyles);
  const none = allowance !== null && allowance.remaining === 0;
  return (
    <>
      {underWay ? (
        <Button type="button" variant="secondary" icon="times" onClick={onStop}>
          <Trans i18nKey="drill.stop">Stop</Trans>
        </Button>
      ) : (
        <Button
          type="submit"
          icon="play"
          variant={again ? 'secondary' : 'primary'}
          disabled={none || blocked !== undefined}
        >
          {again ? t('drill.run-again', 'Run again') : t('drill.run', 'Run')}
        </Button>
      )}
      <span className={styles.note}>{blocked ?? (allowance ? allowanceText(allowance) : '')}</span>
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  note: css({ ...theme.typography.bodySmall, color: theme.colors.text.secondary, fontVariantNumeric: 'tabular-nums' }),
});
