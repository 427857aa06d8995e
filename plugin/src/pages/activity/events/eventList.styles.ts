import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { surface } from '../../../components/surface.ts';
import type { ContentShape } from '../../../hooks/useContentWidth.ts';

/** Columns by the shape of the page: chevron, time, requested, served, trigger, attempts, duration, outcome. */
const COLUMNS: Readonly<Record<ContentShape, string>> = {
  wide: '32px 156px minmax(120px, 1.3fr) minmax(120px, 1.3fr) minmax(120px, 1.1fr) 84px 92px 116px',
  medium: '28px 124px minmax(80px, 1.2fr) minmax(80px, 1.2fr) minmax(80px, 1fr) 64px 68px 96px',
  narrow: '32px minmax(0, 1fr) auto',
};

/** Looks of the list of events and of the audit. */
export const getStyles = (theme: GrafanaTheme2, shape: ContentShape) => ({
  surface: css({
    ...surface(theme),
    fontVariantNumeric: 'tabular-nums',
  }),
  head: css({
    ...theme.typography.bodySmall,
    minHeight: 36,
    color: theme.colors.text.secondary,
    fontWeight: theme.typography.fontWeightMedium,
  }),
  row: css({
    display: 'grid',
    gridTemplateColumns: COLUMNS[shape],
    columnGap: theme.spacing(shape === 'wide' ? 2 : 1),
    alignItems: 'center',
    paddingInline: theme.spacing(1.5),
  }),
  line: css({
    minHeight: shape === 'narrow' ? 52 : 38,
    borderTop: `1px solid ${theme.colors.border.weak}`,
    // A thousand rows are as quick as those in view: the others are neither laid out nor drawn.
    contentVisibility: 'auto',
    containIntrinsicSize: `auto ${shape === 'narrow' ? 52 : 38}px`,
    paddingBlock: shape === 'narrow' ? theme.spacing(0.5) : 0,
    '&:hover': { background: theme.colors.action.hover },
  }),
  // Hover on top of it would take the contrast from what is secondary.
  open: css({ '&, &:hover': { background: theme.colors.background.secondary } }),
  detail: css({
    padding: shape === 'narrow' ? theme.spacing(1) : theme.spacing(0.5, 3, 2, 7),
    background: theme.colors.background.secondary,
    '--timeline-background': theme.colors.background.secondary,
  }),
  toggle: css({ display: 'flex' }),
  outcome: css({ paddingLeft: theme.spacing(1) }),
  cell: css({ minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }),
  number: css({ textAlign: 'right', whiteSpace: 'nowrap' }),
  time: css({ color: theme.colors.text.secondary, whiteSpace: 'nowrap' }),
  strong: css({ fontWeight: theme.typography.fontWeightMedium }),
  secondary: css({ color: theme.colors.text.secondary }),
  small: css({ ...theme.typography.bodySmall, color: theme.colors.text.secondary }),
  failed: css({ color: theme.colors.error.text, fontWeight: theme.typography.fontWeightMedium }),
  refused: css({ color: theme.colors.error.text }),
  /** What a line says that is no request: from the time to the outcome. */
  note: css({ gridColumn: shape === 'narrow' ? '2 / -1' : '3 / -2', paddingBlock: theme.spacing(0.5) }),
});
