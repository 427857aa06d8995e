import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { IconButton, useStyles2 } from '@grafana/ui';

interface Props {
  readonly open: boolean;
  /** What is opened, with the row's name. */
  readonly label: string;
  /** Id of what is shown when it is open. */
  readonly controls: string;
  readonly onToggle: () => void;
}

/** The chevron at the beginning of a row that opens in place. */
export function RowToggle({ open, label, controls, onToggle }: Props) {
  const styles = useStyles2(getStyles);
  return (
    <IconButton
      className={styles}
      name={open ? 'angle-down' : 'angle-right'}
      size="lg"
      aria-label={label}
      aria-expanded={open}
      aria-controls={open ? controls : undefined}
      onClick={onToggle}
    />
  );
}

// As large as a finger needs it, without moving what stands beside it.
const getStyles = (theme: GrafanaTheme2) =>
  css({
    justifyContent: 'center',
    width: theme.spacing(4),
    height: theme.spacing(4),
    margin: theme.spacing(0, 0, 0, -0.5),
  });
