import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { plainTable, tableCard } from '../../components/plainTable.ts';

/** Surface and cells of the page's tables; number columns carry `data-number` on what is inside. */
export const getRegistryStyles = (theme: GrafanaTheme2) => ({
  card: css(tableCard(theme)),
  table: css({ ...plainTable(theme), 'tbody tr:hover': { background: theme.colors.action.hover } }),
  number: css({ '&&': { textAlign: 'right' } }),
  name: css({ maxWidth: 320, overflow: 'hidden', textOverflow: 'ellipsis' }),
  dim: css({ color: theme.colors.text.secondary, fontSize: theme.typography.bodySmall.fontSize }),
  off: css({ '& > *': { color: theme.colors.text.secondary } }),
  filters: css({ alignItems: 'center', display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1, 2) }),
  search: css({ width: 280 }),
  pages: css({ display: 'flex', justifyContent: 'flex-end' }),
});
