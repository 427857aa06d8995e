import React, { type ReactNode } from 'react';
import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { surface } from './surface.ts';

export type FactTone = 'good' | 'warning' | 'bad' | undefined;

interface FactListProps {
  /** Least width of a fact in pixels. */
  readonly least: number;
  readonly children: ReactNode;
}

/** What a page says before its list: names with their values, side by side where there is room. */
export function FactList({ least, children }: FactListProps) {
  const styles = useStyles2(getStyles, least);
  return <dl className={styles.facts}>{children}</dl>;
}

interface FactProps {
  readonly name: string;
  readonly value: ReactNode;
  readonly tone?: FactTone;
  /** Below the value: why, or where. */
  readonly note?: ReactNode;
}

/** One name with its value, in a `FactList`. */
export function Fact({ name, value, tone, note }: FactProps) {
  const styles = useStyles2(getStyles, 0);
  return (
    <div className={styles.fact}>
      <dt className={styles.name}>{name}</dt>
      <dd className={cx(styles.value, tone && styles[tone])}>{value}</dd>
      {note && <dd className={styles.note}>{note}</dd>}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2, least: number) => ({
  facts: css({
    ...surface(theme),
    display: 'grid',
    gap: theme.spacing(2, 3),
    gridTemplateColumns: `repeat(auto-fit, minmax(min(100%, ${least}px), 1fr))`,
    margin: 0,
    padding: theme.spacing(2),
  }),
  fact: css({ minWidth: 0, overflowWrap: 'anywhere' }),
  name: css({
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
    fontWeight: theme.typography.fontWeightRegular,
  }),
  value: css({ fontVariantNumeric: 'tabular-nums', margin: 0 }),
  note: css({ color: theme.colors.text.secondary, fontSize: theme.typography.bodySmall.fontSize, margin: 0 }),
  good: css({ color: theme.colors.success.text }),
  warning: css({ color: theme.colors.warning.text }),
  bad: css({ color: theme.colors.error.text }),
});
