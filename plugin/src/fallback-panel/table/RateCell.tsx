import React from 'react';
import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2, useTheme2 } from '@grafana/ui';
import { threshold } from '../../format/format.ts';
import type { PanelSettings } from '../PanelSettings.ts';
import type { FallbackRow } from '../rows/index.ts';
import { shownRate } from './shownFigure.ts';
import { TrendLine } from './TrendLine.tsx';

interface Props {
  readonly row: FallbackRow;
  readonly settings: PanelSettings;
}

/** A model's rate, amber above the threshold, with its trend or its bar beside it where there is room. */
export function RateCell({ row, settings }: Props) {
  const styles = useStyles2(getStyles);
  const { rateThreshold } = settings;
  const high = row.rate !== undefined && row.rate > rateThreshold;
  return (
    <span className={styles.cell}>
      {settings.layout.graph && <Graph row={row} settings={settings} high={high} />}
      <span className={cx(high && styles.high)}>
        {shownRate(row)}
        {high && <span className="sr-only"> above {threshold(rateThreshold)}</span>}
      </span>
    </span>
  );
}

function Graph({ row, settings, high }: Props & { readonly high: boolean }) {
  const styles = useStyles2(getStyles);
  const { colors } = useTheme2();
  const { besideRate, rateThreshold } = settings;
  if (besideRate === 'trend') {
    if (!row.trend) return null;
    return (
      <TrendLine values={row.trend} least={rateThreshold} color={high ? colors.warning.main : colors.text.disabled} />
    );
  }
  return (
    <span className={styles.bar} aria-hidden="true">
      <span className={cx(styles.fill, high && styles.highFill)} style={{ width: percent(row.rate ?? 0) }} />
      <span className={styles.tick} style={{ left: percent(rateThreshold) }} />
    </span>
  );
}

function percent(ratio: number): string {
  return `${Math.min(1, Math.max(0, ratio)) * 100}%`;
}

const getStyles = (theme: GrafanaTheme2) => ({
  cell: css({
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'flex-end',
    gap: theme.spacing(1.5),
    '& > :last-child': { minWidth: '6ch' },
  }),
  high: css({
    color: theme.colors.warning.text,
    fontWeight: theme.typography.fontWeightMedium,
  }),
  bar: css({
    position: 'relative',
    flex: 'none',
    width: 72,
    height: 6,
    borderRadius: theme.shape.radius.sm,
    background: theme.colors.background.secondary,
  }),
  fill: css({
    position: 'absolute',
    inset: '0 auto 0 0',
    borderRadius: theme.shape.radius.sm,
    background: theme.colors.text.disabled,
  }),
  highFill: css({
    background: theme.colors.warning.main,
  }),
  tick: css({
    position: 'absolute',
    inset: '-2px auto -2px 0',
    width: 1,
    background: theme.colors.border.strong,
  }),
});
