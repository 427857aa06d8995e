import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { columnCells, numberHead } from '../../../components/numberHead.ts';

const NUMERIC = [3, 4, 5];

/**
 * Styles over `InteractiveTable`'s own: numbers at the right with their heads, the arrow of a sorted head at its left. Columns
 * are counted from 1, as CSS does.
 */
export const getTableStyles = (theme: GrafanaTheme2) => {
  const heads = NUMERIC.map((n) => `th:nth-of-type(${n}) > button`).join(', ');
  const hidden = { display: 'none' };
  return {
    table: css({
      fontVariantNumeric: 'tabular-nums',
      'th, th > button': { color: theme.colors.text.secondary, fontSize: theme.typography.bodySmall.fontSize },
      td: { height: 50, verticalAlign: 'middle' },
      [columnCells(...NUMERIC)]: { textAlign: 'right' },
      [heads]: numberHead(theme),
      'td:first-of-type, th:first-of-type > button': { paddingLeft: theme.spacing(2) },
      'td:last-of-type': { paddingRight: theme.spacing(2), textAlign: 'right' },
      'th:nth-of-type(6) > button, td:nth-of-type(6)': { paddingLeft: `${theme.spacing(4)} !important` },
      'td:nth-of-type(6)': { textAlign: 'left' },
      '[data-shape="narrow"]': hidden,
    }),
    medium: css({
      'th:nth-of-type(6) > button, td:nth-of-type(6)': { paddingLeft: `${theme.spacing(2)} !important` },
      'td:nth-of-type(3) svg': { width: 40 },
    }),
    narrow: css({
      [columnCells(2, 4, 6, 7)]: hidden,
      'td:nth-of-type(3) svg': hidden,
      '[data-shape="wide"]': hidden,
      '&& [data-shape="narrow"]': { display: 'flex' },
    }),
  };
};
