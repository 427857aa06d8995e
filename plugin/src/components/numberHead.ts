import type { GrafanaTheme2 } from '@grafana/data';

/** Styles of the button in the head of an `InteractiveTable`'s numbers: at the right like them, its arrow at its left. */
export function numberHead(theme: GrafanaTheme2) {
  return {
    alignItems: 'center',
    display: 'flex',
    flexDirection: 'row-reverse',
    paddingRight: `${theme.spacing(1)} !important`,
    textAlign: 'right',
    '&:after': { display: 'none' },
    '& > span[aria-hidden]': { position: 'static !important' as 'static' },
  } as const;
}

/** Selector of the cells and heads of columns, which count from 1. */
export function columnCells(...columns: readonly number[]): string {
  return columns.map((n) => `th:nth-of-type(${n}), td:nth-of-type(${n})`).join(', ');
}
