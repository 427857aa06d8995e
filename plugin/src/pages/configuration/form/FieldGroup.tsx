import React, { type ReactNode } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { surface } from '../../../components/surface.ts';

interface Props {
  readonly title: string;
  readonly children: ReactNode;
}

/** Fields that belong together, on a surface of their own. */
export function FieldGroup({ title, children }: Props) {
  const styles = useStyles2(getStyles);
  return (
    <section className={styles.group} aria-label={title}>
      <h3 className={styles.title}>{title}</h3>
      <div className={styles.fields}>{children}</div>
    </section>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  group: css({
    ...surface(theme),
    padding: theme.spacing(2),
  }),
  fields: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(2), maxWidth: theme.spacing(60) }),
  title: css({ ...theme.typography.h5, margin: theme.spacing(0, 0, 2) }),
});
