import React from 'react';
import { css, keyframes } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';

interface Props {
  /** Of the panel, in pixels. */
  readonly height: number;
}

const ROW = 36;
const WIDTHS = ['38%', '50%', '42%', '54%', '47%', '40%'];

/** Where rows will stand; nothing for the first moments, so that quick answers don't flicker. */
export function SkeletonRows({ height }: Props) {
  const styles = useStyles2(getStyles);
  const count = Math.max(1, Math.min(WIDTHS.length, Math.floor(height / ROW)));
  return (
    <div className={styles.rows} role="status" aria-label="Loading fallbacks">
      {WIDTHS.slice(0, count).map((width) => (
        <div key={width} className={styles.row}>
          <span className={styles.bar} style={{ width }} />
          <span className={styles.bar} style={{ width: 44 }} />
        </div>
      ))}
    </div>
  );
}

const appear = keyframes({ from: { opacity: 0 }, to: { opacity: 1 } });
const pulse = keyframes({ '50%': { opacity: 0.65 } });

const getStyles = (theme: GrafanaTheme2) => ({
  rows: css({
    opacity: 0,
    animation: `${appear} 1ms 200ms forwards`,
  }),
  row: css({
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'space-between',
    height: ROW,
  }),
  bar: css({
    height: 14,
    borderRadius: theme.shape.radius.default,
    background: theme.colors.background.secondary,
    '@media (prefers-reduced-motion: no-preference)': {
      animation: `${pulse} 1.6s ease-in-out infinite`,
    },
  }),
});
