import React, { Children, type ReactNode } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';

/** Short facts on a line, parted by dots; the first is the subject. */
export function Facts({ children }: { readonly children: ReactNode }) {
  const styles = useStyles2(getStyles);
  return (
    <ul className={styles}>
      {Children.toArray(children).map((fact, index) => (
        <li key={index}>{fact}</li>
      ))}
    </ul>
  );
}

const getStyles = (theme: GrafanaTheme2) =>
  css({
    color: theme.colors.text.secondary,
    columnGap: theme.spacing(1),
    display: 'flex',
    flexWrap: 'wrap',
    fontSize: theme.typography.bodySmall.fontSize,
    fontVariantNumeric: 'tabular-nums',
    listStyle: 'none',
    margin: 0,
    minWidth: 0,
    padding: 0,
    li: { overflowWrap: 'anywhere' },
    'li:first-child': { color: theme.colors.text.primary, fontWeight: theme.typography.fontWeightMedium },
    'li + li::before': { color: theme.colors.text.disabled, content: '"·"', marginRight: theme.spacing(1) },
  });
