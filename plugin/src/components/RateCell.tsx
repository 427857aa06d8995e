import React from 'react';
import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { rate as rateText } from '../format/format.ts';
import { TrendLine } from './TrendLine.tsx';

interface Props {
  /** 0..1. */
  readonly rate: number;
  /** Above the threshold of the document. */
  readonly above: boolean;
  /** A rate an hour; empty = no picture. */
  readonly trend?: readonly (number | null)[];
}

/** A rate of 10% fills the picture: what is below looks as small as it is. */
const FULL_PICTURE = 0.1;

/** A fallback rate at the right, the shape of its day before it. */
export function RateCell({ rate, above, trend = [] }: Props) {
  const styles = useStyles2(getStyles);
  return (
    <span className={styles.cell}>
      {trend.length > 0 && <TrendLine values={trend} least={FULL_PICTURE} above={above} />}
      <span className={cx(styles.value, above && styles.above)}>{rateText(rate)}</span>
    </span>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  cell: css({ alignItems: 'center', display: 'inline-flex', gap: theme.spacing(1.5), justifyContent: 'flex-end' }),
  value: css({ fontVariantNumeric: 'tabular-nums', minWidth: 48, textAlign: 'right' }),
  above: css({ color: theme.colors.warning.text, fontWeight: theme.typography.fontWeightMedium }),
});
