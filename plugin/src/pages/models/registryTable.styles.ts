import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';

/** Surface and cells of the page's tables; number columns carry `data-number` on what is inside. */
export const getRegistryStyles = (theme: GrafanaTheme2) => ({
  card: css({
    background: theme.colors.background.primary,
    border: `1px solid ${theme.colors.border.weak}`,
    borderRadius: theme.shape.radius.default,
    minWidth: 0,
    overflowX: 'auto',
    // Holds the hidden words of a column head, which would widen the page.
    position: 'relative',
  }),
  table: css({
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
    'tbody tr:hover': { background: theme.colors.action.hover },
    'tbody th': { fontWeight: theme.typography.fontWeightMedium },
  }),
  number: css({ '&&': { textAlign: 'right' } }),
  name: css({ maxWidth: 320, overflow: 'hidden', textOverflow: 'ellipsis' }),
  dim: css({ color: theme.colors.text.secondary, fontSize: theme.typography.bodySmall.fontSize }),
  off: css({ '& > *': { color: theme.colors.text.secondary } }),
  filters: css({ alignItems: 'center', display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1, 2) }),
  search: css({ width: 280 }),
  pages: css({ display: 'flex', justifyContent: 'flex-end' }),
});
