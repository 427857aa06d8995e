import { css } from '@emotion/css';
import { colorManipulator, type GrafanaTheme2 } from '@grafana/data';

/** Styles of the table and of what its rows share. */
export type TableStyles = ReturnType<typeof getTableStyles>;

export const getTableStyles = (theme: GrafanaTheme2, rowHeight: number) => ({
  ...getFrameStyles(theme, rowHeight),
  ...getCellStyles(theme),
});

const getFrameStyles = (theme: GrafanaTheme2, rowHeight: number) => ({
  scroll: css({
    flex: 1,
    minHeight: 0,
    overflow: 'auto',
    // What moves in here moves nothing outside.
    contain: 'content',
    scrollbarWidth: 'thin',
    '&:focus-visible': {
      outline: `2px solid ${theme.colors.primary.main}`,
      outlineOffset: -2,
    },
  }),
  table: css({
    width: '100%',
    tableLayout: 'fixed',
    borderCollapse: 'collapse',
    'tbody tr': {
      position: 'relative',
      height: rowHeight,
      borderBottom: `1px solid ${theme.colors.border.weak}`,
    },
    'tbody tr[aria-rowindex]:hover': {
      background: theme.colors.action.hover,
    },
    'th, td': {
      padding: theme.spacing(0, 1),
      whiteSpace: 'nowrap',
    },
    td: {
      height: rowHeight,
    },
    'th:first-of-type, td:first-of-type': {
      paddingLeft: 2,
    },
    th: {
      position: 'sticky',
      top: 0,
      zIndex: 1,
      height: rowHeight,
      background: theme.colors.background.primary,
      boxShadow: `inset 0 -1px ${theme.colors.border.weak}`,
      color: theme.colors.text.secondary,
      fontWeight: theme.typography.fontWeightMedium,
      textAlign: 'left',
    },
  }),
  spacer: css({
    '&&': {
      height: 'auto',
      padding: 0,
      border: 0,
    },
  }),
});

const getCellStyles = (theme: GrafanaTheme2) => ({
  name: css({
    overflow: 'hidden',
    textOverflow: 'ellipsis',
  }),
  number: css({
    '&&': {
      textAlign: 'right',
    },
  }),
  dim: css({
    color: theme.colors.text.secondary,
  }),
  tag: css({
    display: 'inline-flex',
    alignItems: 'center',
    gap: theme.spacing(0.5),
    // The number stays in line with those of the other rows.
    marginRight: -5,
    padding: theme.spacing(0, 0.5),
    border: `1px solid ${colorManipulator.alpha(theme.colors.warning.main, 0.25)}`,
    borderRadius: theme.shape.radius.sm,
    background: colorManipulator.alpha(theme.colors.warning.main, 0.15),
    color: theme.colors.warning.text,
    lineHeight: '20px',
  }),
  /** Above the row's link, so that its title is found. */
  explained: css({
    position: 'relative',
    zIndex: 1,
  }),
  arrow: css({
    color: theme.colors.text.disabled,
  }),
});
