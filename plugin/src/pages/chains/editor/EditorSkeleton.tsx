import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { Skeleton } from '../../../components/Skeleton.tsx';
import { useContentWidth } from '../../../hooks/useContentWidth.ts';

const CARD = 58;

/** Cards and panel that are still to come, where they will stand. */
export function EditorSkeleton() {
  const styles = useStyles2(getStyles);
  const { ref, shape } = useContentWidth();
  return (
    <div ref={ref} className={shape === 'wide' ? styles.columns : styles.rows}>
      <div className={styles.rows}>
        {[1, 2, 3, 4].map((row) => (
          <Skeleton key={row} rows={1} rowHeight={CARD} />
        ))}
      </div>
      <Skeleton rows={6} />
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  columns: css({
    alignItems: 'start',
    display: 'grid',
    gap: theme.spacing(3),
    gridTemplateColumns: 'minmax(0, 1fr) 320px',
  }),
  rows: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(1) }),
});
