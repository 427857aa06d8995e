import React, { type ReactNode } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';

interface Props {
  readonly label: string;
  /** Of the control; absent = there is none, and the value is only shown. */
  readonly controlId?: string;
  /** Beside the label. */
  readonly mark?: ReactNode;
  readonly children: ReactNode;
}

/** A label with what belongs to it. */
export function PolicyEntry({ label, controlId, mark, children }: Props) {
  const styles = useStyles2(getStyles);
  return (
    <div>
      <div className={styles.head}>
        {controlId === undefined ? <span>{label}</span> : <label htmlFor={controlId}>{label}</label>}
        {mark}
      </div>
      {children}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  head: css({
    alignItems: 'center',
    display: 'flex',
    fontSize: theme.typography.bodySmall.fontSize,
    fontWeight: theme.typography.fontWeightMedium,
    minHeight: theme.spacing(4),
  }),
});
