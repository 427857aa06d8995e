import React from 'react';
import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Tooltip, useStyles2 } from '@grafana/ui';
import { HealthMark } from '../../../components/HealthMark.tsx';
import { useNow } from '../../../hooks/useNow.ts';
import type { StepHealth } from '../steps/stepHealth.ts';
import { healthDetail } from '../texts/healthWords.ts';
import type { CardShape } from './cardShape.ts';

interface Props {
  readonly health: StepHealth;
  readonly shape: CardShape;
}

function Mark({ health }: Pick<Props, 'health'>) {
  switch (health.kind) {
    case 'missing':
      return <HealthMark health="down" name={t('chains.health.missing', 'Not in the registry')} />;
    case 'no key':
      return <HealthMark health="disabled" name={t('chains.health.no-key', 'No key')} />;
    case 'half open':
      return <HealthMark health="half_open" />;
    default:
      return <HealthMark health={health.kind} />;
  }
}

/** By the second, which only an open breaker needs. */
function Countdown({ health }: Pick<Props, 'health'>) {
  return <>{healthDetail(health, useNow(1000))}</>;
}

/** How a step stands: mark, word, and a detail that counts down to the probe of an open breaker. */
export function HealthCell({ health, shape }: Props) {
  const styles = useStyles2(getStyles);
  const cell = (
    <span className={cx(styles.cell, shape === 'stacked' && styles.line)}>
      <Mark health={health} />
      <span className={styles.detail}>
        {health.kind === 'open' ? <Countdown health={health} /> : healthDetail(health, 0)}
      </span>
    </span>
  );
  return 'why' in health ? <Tooltip content={health.why}>{cell}</Tooltip> : cell;
}

const getStyles = (theme: GrafanaTheme2) => ({
  cell: css({
    display: 'flex',
    flexDirection: 'column',
    minWidth: 0,
    overflow: 'hidden',
    whiteSpace: 'nowrap',
    // Under the word, not under the mark.
    '& > :last-child': { paddingLeft: `calc(8px + ${theme.spacing(0.75)})` },
  }),
  line: css({
    alignItems: 'center',
    flexDirection: 'row',
    fontSize: theme.typography.bodySmall.fontSize,
    gap: theme.spacing(0.75),
    '& > :last-child': { paddingLeft: 0 },
  }),
  detail: css({
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
  }),
});
