import React from 'react';
import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Tooltip, useStyles2 } from '@grafana/ui';
import { useNow } from '../../../hooks/useNow.ts';
import { healthDetail, healthTitle } from '../texts/healthWords.ts';
import type { StepHealth } from '../steps/stepHealth.ts';
import type { CardShape } from './cardShape.ts';

interface Props {
  readonly health: StepHealth;
  readonly shape: CardShape;
}

type Mark = 'disc' | 'ring' | 'square' | 'dashed';

/** The shape tells the states apart without colour. */
const MARKS: Readonly<Record<StepHealth['kind'], Mark>> = {
  healthy: 'disc',
  degraded: 'ring',
  'half open': 'ring',
  down: 'square',
  open: 'square',
  missing: 'square',
  unknown: 'dashed',
  disabled: 'dashed',
  'no key': 'dashed',
};

/** By the second, which only an open breaker needs. */
function Countdown({ health }: { readonly health: StepHealth }) {
  return <>{healthDetail(health, useNow(1000))}</>;
}

/** How a step stands: mark, words, and a detail that counts down to the probe of an open breaker. */
export function HealthCell({ health, shape }: Props) {
  const styles = useStyles2(getStyles);
  const cell = (
    <span className={cx(styles.cell, shape === 'stacked' && styles.line)}>
      <span className={cx(styles.mark, styles[MARKS[health.kind]])} aria-hidden="true" />
      <span className={styles.text}>{healthTitle(health)}</span>
      <span className={styles.detail}>
        {health.kind === 'open' ? <Countdown health={health} /> : healthDetail(health, 0)}
      </span>
    </span>
  );
  return 'why' in health ? <Tooltip content={health.why}>{cell}</Tooltip> : cell;
}

const getStyles = (theme: GrafanaTheme2) => ({
  cell: css({
    alignItems: 'center',
    columnGap: theme.spacing(0.75),
    display: 'grid',
    gridTemplateColumns: '8px minmax(0, 1fr)',
    whiteSpace: 'nowrap',
  }),
  line: css({
    fontSize: theme.typography.bodySmall.fontSize,
    gridTemplateColumns: '8px auto minmax(0, 1fr)',
    '& > :last-child': { gridColumn: 3 },
  }),
  text: css({ overflow: 'hidden', textOverflow: 'ellipsis' }),
  detail: css({
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
    gridColumn: 2,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
  }),
  mark: css({ borderRadius: theme.shape.radius.circle, height: 8, width: 8 }),
  disc: css({ background: theme.colors.success.main }),
  ring: css({ border: `2px solid ${theme.colors.text.secondary}` }),
  square: css({ background: theme.colors.error.main, borderRadius: 1 }),
  dashed: css({ border: `1px dashed ${theme.colors.text.secondary}` }),
});
