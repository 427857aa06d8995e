import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { count } from '../../../format/format.ts';
import type { OverviewRow } from '../overviewRow.ts';

/** "2,318 / 18,402", the slashes below one another. */
export function CountCell({ row }: { readonly row: OverviewRow }) {
  const styles = useStyles2(getStyles);
  return (
    <span className={styles.cell}>
      {count(row.fallbackCount)}
      <span className={styles.total}>/ {count(row.totalRequests)}</span>
    </span>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  cell: css({ whiteSpace: 'nowrap' }),
  total: css({
    color: theme.colors.text.secondary,
    display: 'inline-block',
    marginLeft: theme.spacing(0.5),
    minWidth: '4.5em',
    textAlign: 'left',
  }),
});
