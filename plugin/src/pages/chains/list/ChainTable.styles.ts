import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { columnCells, numberHead } from '../../../components/numberHead.ts';

const RATE = 5;

/** Styles over `InteractiveTable`'s own: one line a chain, the rate at the right with its head. Columns count from 1. */
export const getTableStyles = (theme: GrafanaTheme2) => {
  const small = { fontSize: theme.typography.bodySmall.fontSize };
  return {
    table: css({
      fontVariantNumeric: 'tabular-nums',
      tableLayout: 'fixed',
      'th, th > button': { color: theme.colors.text.secondary, ...small },
      'tbody tr': { position: 'relative' },
      td: { height: 44, overflow: 'hidden', textOverflow: 'ellipsis', verticalAlign: 'middle', whiteSpace: 'nowrap' },
      'td:first-of-type, th:first-of-type > button': { paddingLeft: theme.spacing(2) },
      [columnCells(1)]: { width: '20%' },
      [columnCells(3)]: { width: 124 },
      [columnCells(4)]: { width: 132 },
      [columnCells(RATE)]: { textAlign: 'right', width: 104 },
      [columnCells(6)]: { width: 136 },
      'td:nth-of-type(6), th:nth-of-type(6) > button': { paddingLeft: theme.spacing(3) },
      [`th:nth-of-type(${RATE}) > button`]: numberHead(theme),
      '[data-shape="narrow"]': { display: 'none' },
    }),
    medium: css({
      [columnCells(4)]: { display: 'none' },
      [columnCells(1)]: { width: '24%' },
      [columnCells(6)]: { width: 120 },
    }),
    narrow: css({
      [columnCells(2, 3, 4, 6)]: { display: 'none' },
      [columnCells(1)]: { width: 'auto' },
      [columnCells(RATE)]: { paddingRight: theme.spacing(2), width: 104 },
      td: { height: 56 },
      '&& [data-shape="narrow"]': { display: 'flex' },
    }),
    quiet: css({ color: theme.colors.text.secondary, ...small }),
    above: css({ color: theme.colors.warning.text, fontWeight: theme.typography.fontWeightMedium }),
  };
};
