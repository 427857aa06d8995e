import React from 'react';
import { css, cx, keyframes } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';
import { surface } from './surface.ts';

interface BarProps {
  /** CSS width, or a number of pixels. */
  readonly width?: number | string;
  readonly height?: number;
}

/** One line of text that is still to come; for skeletons in a page's own grid. */
export function SkeletonBar({ width = '100%', height = 14 }: BarProps) {
  const styles = useStyles2(getStyles);
  return <span className={styles.bar} style={{ height, width }} />;
}

interface Props {
  readonly rows: number;
  /** Height of a row in pixels. */
  readonly rowHeight?: number;
  readonly className?: string;
}

/** Widths that look like words: the same in every rendering. */
const WIDTHS = [62, 48, 71, 55, 66, 43, 59];

/** Rows of a table or list that are still to come. */
export function Skeleton({ rows, rowHeight = 40, className }: Props) {
  const styles = useStyles2(getStyles);
  return (
    <div
      className={cx(styles.rows, className)}
      role="status"
      aria-busy="true"
      aria-label={t('state.loading', 'Loading')}
    >
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className={styles.row} style={{ height: rowHeight }}>
          <SkeletonBar width={`${WIDTHS[row % WIDTHS.length] ?? 60}%`} />
        </div>
      ))}
    </div>
  );
}

const pulse = keyframes({ '50%': { opacity: 0.45 } });

const getStyles = (theme: GrafanaTheme2) => ({
  rows: css({
    ...surface(theme),
  }),
  row: css({
    alignItems: 'center',
    borderBottom: `1px solid ${theme.colors.border.weak}`,
    display: 'flex',
    padding: theme.spacing(0, 2),
    '&:last-child': { borderBottom: 'none' },
  }),
  bar: css({
    background: theme.colors.emphasize(theme.colors.background.secondary, 0.06),
    borderRadius: theme.shape.radius.default,
    display: 'inline-block',
    maxWidth: '100%',
    [theme.transitions.handleMotion('no-preference')]: { animation: `${pulse} 1.6s ease-in-out infinite` },
  }),
});
