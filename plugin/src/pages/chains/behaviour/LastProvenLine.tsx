import React from 'react';
import { css } from '@emotion/css';
import type { LastProven } from '@understudy/contract';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Icon, Tooltip, useStyles2 } from '@grafana/ui';
import { exactTime, relativeTime } from '../../../format/format.ts';
import { triggerName } from '../../../i18n/triggerName.ts';

interface Props {
  /** Null = never. */
  readonly lastProven: LastProven | null;
}

/** When a test of the chain was last answered, and for which failure. */
export function LastProvenLine({ lastProven }: Props) {
  const styles = useStyles2(getStyles);
  if (lastProven === null) {
    return (
      <div className={styles.line}>
        <Icon name="circle" aria-hidden />
        {t('chains.proven.never', 'Never proven')}
      </div>
    );
  }
  const { at, trigger, stale } = lastProven;
  return (
    <div className={styles.line}>
      <Icon name="check-circle" aria-hidden />
      <span>
        <Tooltip content={exactTime(at)}>
          <span>
            {t('chains.proven.last', 'Last proven {{- when}}, {{- trigger}}', {
              when: relativeTime(at),
              trigger: triggerName(trigger),
            })}
          </span>
        </Tooltip>
        {stale && <>. {t('chains.proven.stale', 'The chain has changed since.')}</>}
      </span>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  line: css({
    alignItems: 'center',
    borderTop: `1px solid ${theme.colors.border.weak}`,
    color: theme.colors.text.secondary,
    display: 'flex',
    fontSize: theme.typography.bodySmall.fontSize,
    gap: theme.spacing(1),
    paddingTop: theme.spacing(1.5),
  }),
});
