import React from 'react';
import { cx } from '@emotion/css';
import { Trans } from '@grafana/i18n';
import { Icon, useStyles2 } from '@grafana/ui';
import { DASH } from '../../format/format.ts';
import { skipText } from './attemptWords.ts';
import { getBarStyles } from './bars.styles.ts';
import { Gridlines } from './Gridlines.tsx';
import { getRowStyles } from './rows.styles.ts';
import { percentOf, type TimeAxis } from './timeAxis.ts';
import type { TimelineSkip } from './timeline.ts';

interface Props {
  readonly skip: TimelineSkip;
  readonly axis: TimeAxis;
  readonly running: boolean;
}

/** A step that was left without a call. */
export function SkippedRow({ skip, axis, running }: Props) {
  const rows = useStyles2(getRowStyles);
  const bars = useStyles2(getBarStyles);
  return (
    <div className={rows.row}>
      <span className={rows.label}>
        <Trans i18nKey="attempts.skipped">Skipped</Trans>
      </span>
      <span className={rows.track}>
        <Gridlines axis={axis} running={running} />
        <span
          className={cx(bars.bar, bars.skipped)}
          style={{ left: `min(100% - 24px, ${percentOf(axis, skip.atMs)}%)` }}
        />
      </span>
      <span className={rows.time}>{DASH}</span>
      <span className={cx(rows.result, rows.stopped)} title={skip.detail || undefined}>
        <Icon size="sm" name="minus" /> {skipText(skip)}
      </span>
    </div>
  );
}
