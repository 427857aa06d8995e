import React from 'react';
import { cx } from '@emotion/css';
import { Trans } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';
import { duration, waits } from '../../format/format.ts';
import { getAxisStyles } from './axis.styles.ts';
import { getRowStyles } from './rows.styles.ts';
import { percentOf, type TimeAxis } from './timeAxis.ts';

/** Ticks closer than this are too short for a number of seconds with one digit after the point. */
const FINE_TICK_MS = 100;

function tickText({ ticks }: TimeAxis, ms: number): string {
  const fine = (ticks[1] ?? 0) < FINE_TICK_MS && ms > 0;
  return fine ? duration(ms) : waits(ms);
}

/** The head of the waterfall, with the times of its ticks. */
export function Axis({ axis }: { readonly axis: TimeAxis }) {
  const rows = useStyles2(getRowStyles);
  const styles = useStyles2(getAxisStyles);
  return (
    <div className={cx(rows.row, rows.head)}>
      <span>
        <Trans i18nKey="attempts.attempt">Attempt</Trans>
      </span>
      <span className={styles.axis}>
        {axis.ticks.map((ms) => (
          <span key={ms} className={styles.tick} style={{ left: `${percentOf(axis, ms)}%` }}>
            {tickText(axis, ms)}
          </span>
        ))}
      </span>
      <span className={rows.time}>
        <Trans i18nKey="attempts.time">Time</Trans>
      </span>
      <span className={rows.result}>
        <Trans i18nKey="attempts.result">Result</Trans>
      </span>
    </div>
  );
}
