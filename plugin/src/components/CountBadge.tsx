import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';

/** A neutral count. Grafana's grey `Badge` has too little contrast in the light theme. */
export function CountBadge({ text }: { readonly text: string }) {
  return <span className={useStyles2(getStyles)}>{text}</span>;
}

const getStyles = (theme: GrafanaTheme2) =>
  css({
    background: theme.colors.background.secondary,
    border: `1px solid ${theme.colors.border.medium}`,
    borderRadius: theme.shape.radius.default,
    color: theme.colors.text.primary,
    fontSize: theme.typography.bodySmall.fontSize,
    fontVariantNumeric: 'tabular-nums',
    lineHeight: theme.spacing(2.25),
    padding: theme.spacing(0, 0.75),
    whiteSpace: 'nowrap',
  });
