import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';

const NUMERIC = [3, 4, 5];

function columns(numbers: readonly number[], suffix = ''): string {
  return numbers.map((n) => `th:nth-of-type(${n})${suffix}, td:nth-of-type(${n})${suffix}`).join(', ');
}

/**
 * Styles over `InteractiveTable`'s own: numbers at the right with their heads, the arrow of a sorted head at its left. Columns
 * are counted from 1, as CSS does.
 */
export const getTableStyles = (theme: GrafanaTheme2) => {
  const heads = NUMERIC.map((n) => `th:nth-of-type(${n}) > button`).join(', ');
  const arrows = NUMERIC.map((n) => `th:nth-of-type(${n}) > button > span[aria-hidden]`).join(', ');
  const hidden = { display: 'none' };
  return {
    table: css({
      fontVariantNumeric: 'tabular-nums',
      'th, th > button': { color: theme.colors.text.secondary, fontSize: theme.typography.bodySmall.fontSize },
      td: { height: 50, verticalAlign: 'middle' },
      [columns(NUMERIC)]: { textAlign: 'right' },
      [heads]: {
        alignItems: 'center',
        display: 'flex',
        flexDirection: 'row-reverse',
        paddingRight: `${theme.spacing(1)} !important`,
        textAlign: 'right',
        '&:after': { display: 'none' },
      },
      [arrows]: { position: 'static !important' as 'static' },
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
      [columns([2, 4, 6, 7])]: hidden,
      'td:nth-of-type(3) svg': hidden,
      '[data-shape="wide"]': hidden,
      '&& [data-shape="narrow"]': { display: 'flex' },
    }),
  };
};
