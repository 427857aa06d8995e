import React from 'react';
import { css } from '@emotion/css';
import type { DrillLimit } from '@understudy/contract';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Button, useStyles2 } from '@grafana/ui';
import { useNow } from '../../hooks/useNow.ts';
import { leastAllowance, type AllowanceFact } from './drillAllowance.ts';

const SECOND_MS = 1_000;

interface Props {
  readonly underWay: boolean;
  /** One was run already. */
  readonly again: boolean;
  /** What is known of how many tests are left. */
  readonly allowances: readonly (AllowanceFact | null | undefined)[];
  /** Why it cannot be run now; absent = it can. */
  readonly blocked: string | undefined;
  readonly onRun: () => void;
  readonly onStop: () => void;
}

function allowanceText({ remaining, limit, resetSeconds }: DrillLimit): string {
  if (remaining > 0) {
    return t('drill.left', '{{- remaining}} of {{- limit}} tests left this minute', { remaining, limit });
  }
  return t('drill.next', 'Next test in {{- seconds}} s', { seconds: resetSeconds });
}

/** Run, or Stop while it runs; and how many tests are left. */
export function RunLine({ underWay, again, allowances, blocked, onRun, onStop }: Props) {
  const styles = useStyles2(getStyles);
  const now = useNow(SECOND_MS);
  const left = leastAllowance(allowances, now);
  const run = again ? t('drill.run-again', 'Run again') : t('drill.run', 'Run');
  const label = underWay ? t('drill.stop', 'Stop') : run;
  return (
    <>
      {/* One button that changes, so that the focus stays; no submit, or the click that stops would run it again. */}
      <Button
        type="button"
        icon={underWay ? 'times' : 'play'}
        variant={underWay || again ? 'secondary' : 'primary'}
        disabled={!underWay && (left?.remaining === 0 || blocked !== undefined)}
        onClick={underWay ? onStop : onRun}
      >
        {label}
      </Button>
      <span className={styles.note}>{blocked ?? (left ? allowanceText(left) : '')}</span>
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  note: css({ ...theme.typography.bodySmall, color: theme.colors.text.secondary, fontVariantNumeric: 'tabular-nums' }),
});
