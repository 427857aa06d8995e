import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { Skeleton, SkeletonBar } from '../../components/Skeleton.tsx';
import { surface } from '../../components/surface.ts';

const FIGURES = ['requests', 'rate', 'success', 'extra', 'savings', 'breakers'];
/** As many models as a small installation has. */
const ROWS = 8;
/** Two lines a row, as the table has it. */
const ROW_HEIGHT = 50;

/** The page while its first figures are on their way, in its own grid. */
export function OverviewSkeleton() {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.stack}>
      <div className={styles.figures} aria-hidden="true">
        {FIGURES.map((figure) => (
          <div key={figure} className={styles.figure}>
            <SkeletonBar width="50%" />
            <SkeletonBar width="70%" height={24} />
            <SkeletonBar width="60%" />
          </div>
        ))}
      </div>
      <Skeleton rows={ROWS} rowHeight={ROW_HEIGHT} />
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  stack: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(2) }),
  figures: css({
    ...surface(theme),
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(160px, 1fr))',
  }),
  figure: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(1), padding: theme.spacing(1.5, 2) }),
});
