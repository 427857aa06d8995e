import React, { type ReactNode } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';

/** What can be done next: buttons side by side, and below each other where there is no room. */
export function ButtonRow({ children }: { readonly children: ReactNode }) {
  const styles = useStyles2(getStyles);
  return <div className={styles}>{children}</div>;
}

const getStyles = (theme: GrafanaTheme2) =>
  css({ alignItems: 'center', display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1) });
