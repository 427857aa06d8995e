import React, { type ReactNode } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { surface } from '../../components/surface.ts';

interface Props {
  readonly title: string;
  /** What the numbers below come to, in a sentence. */
  readonly lead: string;
  /** Beside the title, such as a switch. */
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}

/** A group of numbers with a sentence that says what they mean. */
export function PolicyCard({ title, lead, aside, children }: Props) {
  const styles = useStyles2(getStyles);
  return (
    <section className={styles.card} aria-label={title}>
      <div className={styles.head}>
        <h2 className={styles.title}>{title}</h2>
        {aside}
      </div>
      <p className={styles.lead}>{lead}</p>
      <div className={styles.fields}>{children}</div>
    </section>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  card: css({
    ...surface(theme),
    padding: theme.spacing(2),
  }),
  head: css({ alignItems: 'center', display: 'flex', justifyContent: 'space-between', minHeight: theme.spacing(3) }),
  title: css({ ...theme.typography.h5, margin: 0 }),
  lead: css({
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
    fontVariantNumeric: 'tabular-nums',
    margin: theme.spacing(0.5, 0, 2),
    minHeight: '3em',
  }),
  fields: css({
    display: 'grid',
    gap: theme.spacing(2),
    gridTemplateColumns: 'repeat(auto-fill, minmax(140px, 1fr))',
  }),
});
