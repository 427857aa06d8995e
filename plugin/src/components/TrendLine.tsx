import React from 'react';
import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';

interface Props {
  /** A point an hour; null = nothing to show there. */
  readonly values: readonly (number | null)[];
  /** The value that is at least the top of the picture, so that small rates stay low; default the greatest. */
  readonly least?: number;
  readonly width?: number;
  readonly height?: number;
  /** Drawn as something above its threshold. */
  readonly above?: boolean;
}

/** Points of the values that are there, joined over the others. */
function pointsOf(values: readonly (number | null)[], top: number, width: number, height: number): readonly string[] {
  const last = Math.max(1, values.length - 1);
  return values.flatMap((value, index) => {
    if (value === null) return [];
    const y = height - 1.5 - (value / top) * (height - 3);
    return [`${((index / last) * width).toFixed(1)},${y.toFixed(1)}`];
  });
}

/** The shape of a day, without axes: plain SVG, as a table may hold a thousand of them. */
export function TrendLine({ values, least = 0, width = 72, height = 20, above = false }: Props) {
  const styles = useStyles2(getStyles);
  const top = Math.max(least, ...values.map((value) => value ?? 0)) || 1;
  const points = pointsOf(values, top, width, height);
  const [first] = points;
  if (first === undefined) return <svg width={width} height={height} aria-hidden="true" className={styles.line} />;
  const from = first.split(',')[0] ?? '0';
  const to = points.at(-1)?.split(',')[0] ?? '0';
  return (
    <svg
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
      aria-hidden="true"
      className={cx(styles.line, above && styles.above)}
    >
      <polygon points={`${from},${height} ${points.join(' ')} ${to},${height}`} fill="currentColor" opacity={0.15} />
      <polyline
        points={points.join(' ')}
        fill="none"
        stroke="currentColor"
        strokeWidth={1.25}
        strokeLinejoin="round"
        vectorEffect="non-scaling-stroke"
      />
    </svg>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  line: css({ color: theme.colors.text.disabled, display: 'block', flex: 'none' }),
  above: css({ color: theme.colors.warning.main }),
});
