import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { surface } from '../../../components/surface.ts';
import { CARD_COLUMNS } from './cardShape.ts';

/** Where each cell goes in a card that is too narrow for columns. */
function stackedAreas(theme: GrafanaTheme2) {
  return css({
    columnGap: theme.spacing(1),
    gridTemplateAreas: `
      "handle number model cost actions"
      ". . price context context"
      ". . health caps caps"`,
    gridTemplateColumns: '24px minmax(16px, auto) minmax(0, 1fr) auto auto',
    rowGap: theme.spacing(0.5),
    '& [data-cell="name"]': { overflowWrap: 'anywhere', whiteSpace: 'normal' },
    '& [data-cell="price"]': { fontSize: theme.typography.bodySmall.fontSize, textAlign: 'left' },
    '& [data-cell="context"]': { fontSize: theme.typography.bodySmall.fontSize },
    '& [data-cell="caps"]': { justifySelf: 'end' },
  });
}

/** The card itself. */
function cardStyles(theme: GrafanaTheme2) {
  return {
    card: css({
      ...surface(theme),
      fontVariantNumeric: 'tabular-nums',
      '&:hover': { borderColor: theme.colors.border.medium },
    }),
    primary: css({
      background: theme.colors.background.secondary,
      borderLeft: `3px solid ${theme.colors.primary.border}`,
      '& > :first-child': { paddingLeft: 10 },
      '&:hover': { borderLeftColor: theme.colors.primary.border },
    }),
    dragging: css({
      background: theme.colors.background.secondary,
      borderColor: theme.colors.primary.border,
      boxShadow: theme.shadows.z3,
      '&:hover': { borderColor: theme.colors.primary.border },
    }),
    row: css({
      alignItems: 'center',
      columnGap: theme.spacing(1.5),
      display: 'grid',
      gridTemplateAreas: '"handle number model price context caps health cost actions"',
      gridTemplateColumns: CARD_COLUMNS,
      minHeight: 56,
      padding: theme.spacing(1, 1.5),
    }),
    stackedRow: stackedAreas(theme),
    findings: css({
      display: 'flex',
      flexDirection: 'column',
      gap: theme.spacing(0.5),
      padding: theme.spacing(0, 1.5, 1),
      // Under the model's name: handle, number and their gaps.
      paddingLeft: `calc(${theme.spacing(1.5)} + 24px + ${theme.spacing(1.5)} + 48px + ${theme.spacing(1.5)})`,
    }),
    stackedFindings: css({ paddingLeft: theme.spacing(1.5) }),
  };
}

/** What stands in the card. */
function cellStyles(theme: GrafanaTheme2) {
  const quiet = { color: theme.colors.text.secondary, fontSize: theme.typography.bodySmall.fontSize };
  const cut = { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' } as const;
  return {
    handle: css({ display: 'flex', gridArea: 'handle', justifyContent: 'center' }),
    lock: css({ color: theme.colors.text.secondary, display: 'inline-flex' }),
    number: css({ ...quiet, gridArea: 'number' }),
    model: css({ display: 'flex', flexDirection: 'column', gridArea: 'model', minWidth: 0 }),
    name: css({
      alignItems: 'center',
      display: 'flex',
      flexWrap: 'wrap',
      fontWeight: theme.typography.fontWeightMedium,
      gap: theme.spacing(0.25, 1),
      minWidth: 0,
    }),
    nameText: css(cut),
    sub: css({ ...quiet, ...cut }),
    label: css(quiet),
    price: css({ gridArea: 'price', textAlign: 'right' }),
    context: css({ gridArea: 'context', textAlign: 'right' }),
    capabilities: css({ gridArea: 'caps', paddingLeft: theme.spacing(1) }),
    health: css({ gridArea: 'health', minWidth: 0 }),
    cost: css({ gridArea: 'cost', textAlign: 'right' }),
    actions: css({ display: 'flex', gridArea: 'actions', justifyContent: 'flex-end' }),
  };
}

/** Styles of a step's card. */
export const getStyles = (theme: GrafanaTheme2) => ({ ...cardStyles(theme), ...cellStyles(theme) });
