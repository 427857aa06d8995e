import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';

interface Props {
  readonly title: React.ReactNode;
  readonly note?: React.ReactNode;
}

/** Heading of a part of the drawer, with a line beside it. */
export function SectionHead({ title, note }: Props) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.head}>
      <h4 className={styles.title}>{title}</h4>
      <span className={styles.note}>{note}</span>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  head: css({
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'baseline',
    columnGap: theme.spacing(1.5),
    minHeight: theme.spacing(4),
    marginBottom: theme.spacing(0.5),
  }),
  title: css({ ...theme.typography.h5, margin: 0 }),
  note: css({
    ...theme.typography.bodySmall,
    display: 'inline-flex',
    flexWrap: 'wrap',
    alignItems: 'baseline',
    gap: theme.spacing(1),
    color: theme.colors.text.secondary,
    fontVariantNumeric: 'tabular-nums',
  }),
});
