import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';

const RATE = 5;

function column(...numbers: readonly number[]): string {
  return numbers.map((n) => `th:nth-of-type(${n}), td:nth-of-type(${n})`).join(', ');
}

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
      [column(1)]: { width: '20%' },
      [column(3)]: { width: 124 },
      [column(4)]: { width: 132 },
      [column(RATE)]: { textAlign: 'right', width: 104 },
      [column(6)]: { width: 136 },
      'td:nth-of-type(6), th:nth-of-type(6) > button': { paddingLeft: theme.spacing(3) },
      [`th:nth-of-type(${RATE}) > button`]: {
        alignItems: 'center',
        display: 'flex',
        flexDirection: 'row-reverse',
        paddingRight: `${theme.spacing(1)} !important`,
        textAlign: 'right',
        '&:after': { display: 'none' },
      },
      [`th:nth-of-type(${RATE}) > button > span[aria-hidden]`]: { position: 'static !important' as 'static' },
      '[data-shape="narrow"]': { display: 'none' },
    }),
    medium: css({
      [column(4)]: { display: 'none' },
      [column(1)]: { width: '24%' },
      [column(6)]: { width: 120 },
    }),
    narrow: css({
      [column(2, 3, 4, 6)]: { display: 'none' },
      [column(1)]: { width: 'auto' },
      [column(RATE)]: { paddingRight: theme.spacing(2), width: 104 },
      td: { height: 56 },
      '&& [data-shape="narrow"]': { display: 'flex' },
    }),
    quiet: css({ color: theme.colors.text.secondary, ...small }),
    above: css({ color: theme.colors.warning.text, fontWeight: theme.typography.fontWeightMedium }),
  };
};
