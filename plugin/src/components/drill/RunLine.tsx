import React from 'react';
import { css } from '@emotion/css';
import type { DrillLimit } from '@understudy/contract';
import type { GrafanaTheme2 } from '@grafana/data';
import { t, Trans } from '@grafana/i18n';
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
  readonly onStop: () => void;
}

function allowanceText({ remaining, limit, resetSeconds }: DrillLimit): string {
  if (remaining > 0) return t('drill.left', '{{remaining}} of {{limit}} tests left this minute', { remaining, limit });
  return t('drill.next', 'Next test in {{seconds}} s', { seconds: resetSeconds });
}

/** Run, or Stop while it runs; and how many tests are left. */
export function RunLine({ underWay, again, allowances, blocked, onStop }: Props) {
  const styles = useStyles2(getStyles);
  const now = useNow(SECOND_MS);
  const left = leastAllowance(allowances, now);
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
          disabled={left?.remaining === 0 || blocked !== undefined}
        >
          {again ? t('drill.run-again', 'Run again') : t('drill.run', 'Run')}
        </Button>
      )}
      <span className={styles.note}>{blocked ?? (left ? allowanceText(left) : '')}</span>
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  note: css({ ...theme.typography.bodySmall, color: theme.colors.text.secondary, fontVariantNumeric: 'tabular-nums' }),
});
