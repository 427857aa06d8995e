import React from 'react';
import { useStyles2 } from '@grafana/ui';
import { getAxisStyles } from './axis.styles.ts';
import { percentOf, type TimeAxis } from './timeAxis.ts';

/** The lines of the ticks, and of now, behind the bars of a row. */
export function Gridlines({ axis, running }: { readonly axis: TimeAxis; readonly running: boolean }) {
  const styles = useStyles2(getAxisStyles);
  return (
    <>
      {axis.ticks.map((ms) => (
        <span key={ms} className={styles.gridline} style={{ left: `${percentOf(axis, ms)}%` }} />
      ))}
      {running && <span className={styles.now} />}
    </>
  );
}
