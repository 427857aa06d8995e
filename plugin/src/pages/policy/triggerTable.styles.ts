import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { surface } from '../../components/surface.ts';

/** The table of triggers; below 720 px its wrapper carries `data-narrow`, and rows fold into two lines. */
export const getTriggerStyles = (theme: GrafanaTheme2) => {
  const small = { color: theme.colors.text.secondary, fontSize: theme.typography.bodySmall.fontSize };
  const narrow = '[data-narrow] &';
  return {
    table: css({
      ...surface(theme),
      fontVariantNumeric: 'tabular-nums',
      '& table': { width: '100%' },
      '& td, & th': { padding: theme.spacing(0, 1.5), textAlign: 'left' },
      '& thead th': {
        ...small,
        borderBottom: `1px solid ${theme.colors.border.weak}`,
        fontWeight: theme.typography.fontWeightMedium,
        height: theme.spacing(4.5),
        whiteSpace: 'nowrap',
      },
      '& tbody tr:not(:last-child)': { borderBottom: `1px solid ${theme.colors.border.weak}` },
      '&[data-narrow] thead': { display: 'none' },
    }),
    row: css({
      height: 44,
      [narrow]: {
        alignItems: 'center',
        display: 'grid',
        gap: theme.spacing(0.5, 1),
        gridTemplateColumns: 'auto minmax(0, 1fr) auto auto',
        height: 'auto',
        padding: theme.spacing(1, 1.5),
        '& > td, & > th': { padding: 0 },
      },
    }),
    off: css({ '& > *': { color: theme.colors.text.secondary } }),
    on: css({ width: 64, [narrow]: { width: 'auto' } }),
    name: css({ fontWeight: theme.typography.fontWeightMedium, whiteSpace: 'nowrap' }),
    fact: css({ ...small, [narrow]: { display: 'none' } }),
    retries: css({ width: 96, [narrow]: { width: 72 } }),
    factor: css({ width: 104, [narrow]: { width: 80 } }),
    plain: css({ display: 'inline-block', minWidth: theme.spacing(4), textAlign: 'right' }),
    preview: css({
      minWidth: 200,
      width: '30%',
      [narrow]: { gridColumn: '1 / -1', minWidth: 0, width: 'auto' },
    }),
    words: css(small),
  };
};
