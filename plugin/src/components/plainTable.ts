import type { GrafanaTheme2 } from '@grafana/data';
import { surface } from './surface.ts';

/** Styles of the card around a table, which scrolls where the table is too wide. */
export function tableCard(theme: GrafanaTheme2) {
  return {
    ...surface(theme),
    minWidth: 0,
    overflowX: 'auto',
    // Holds the hidden words of a column head, which would widen the page.
    position: 'relative',
  } as const;
}

/** Styles of a table of one line a row. */
export function plainTable(theme: GrafanaTheme2) {
  return {
    borderCollapse: 'collapse',
    fontVariantNumeric: 'tabular-nums',
    width: '100%',
    'th, td': { padding: theme.spacing(0, 2), textAlign: 'left', whiteSpace: 'nowrap' },
    'thead th': {
      borderBottom: `1px solid ${theme.colors.border.weak}`,
      color: theme.colors.text.secondary,
      fontSize: theme.typography.bodySmall.fontSize,
      fontWeight: theme.typography.fontWeightMedium,
      height: theme.spacing(4.5),
    },
    'tbody tr': { height: 40 },
    'tbody tr:not(:last-child)': { borderBottom: `1px solid ${theme.colors.border.weak}` },
    'tbody th': { fontWeight: theme.typography.fontWeightMedium },
  } as const;
}
