import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { surface } from '../../../components/surface.ts';

const COLUMNS = '124px minmax(0, 1fr) 72px 168px';
const CHOICE = '56px';

/** Surface and rows of the list of rules. */
export const getRuleStyles = (theme: GrafanaTheme2) => ({ ...shapes(theme), ...cells(theme) });

const smallOf = (theme: GrafanaTheme2) => ({
  color: theme.colors.text.secondary,
  fontSize: theme.typography.bodySmall.fontSize,
});

function shapes(theme: GrafanaTheme2) {
  const small = smallOf(theme);
  return {
    surface: css({
      ...surface(theme),
      minWidth: 0,
    }),
    list: css({ listStyle: 'none', margin: 0 }),
    item: css({ '&:not(:last-child)': { borderBottom: `1px solid ${theme.colors.border.weak}` } }),
    row: css({
      alignItems: 'center',
      columnGap: theme.spacing(2),
      display: 'grid',
      gridTemplateColumns: COLUMNS,
      minHeight: 50,
      padding: theme.spacing(0.75, 2),
      '&:hover': { background: theme.colors.action.hover },
    }),
    withChoice: css({ gridTemplateColumns: `${CHOICE} ${COLUMNS}` }),
    narrow: css({
      gap: theme.spacing(0.5, 1.5),
      gridTemplateAreas: '"state severity choice" "main main main" "places places places"',
      gridTemplateColumns: 'auto 1fr auto',
      padding: theme.spacing(1.25, 2),
      // In the order of the wide shape: choice, state, main, severity, places.
      '& > *:nth-last-child(5)': { gridArea: 'choice' },
      '& > *:nth-last-child(4)': { gridArea: 'state' },
      '& > *:nth-last-child(3)': { gridArea: 'main' },
      '& > *:nth-last-child(2)': { gridArea: 'severity' },
      '& > *:nth-last-child(1)': { gridArea: 'places' },
    }),
    head: css({
      ...small,
      alignItems: 'center',
      borderBottom: `1px solid ${theme.colors.border.weak}`,
      fontWeight: theme.typography.fontWeightMedium,
      minHeight: theme.spacing(4.5),
      '&:hover': { background: 'none' },
    }),
  };
}

function cells(theme: GrafanaTheme2) {
  const small = smallOf(theme);
  return {
    choice: css({ lineHeight: 0 }),
    main: css({ minWidth: 0 }),
    severity: css(small),
    places: css({
      ...small,
      display: 'flex',
      flexWrap: 'wrap',
      gap: theme.spacing(0, 1),
    }),
    name: css({
      alignItems: 'center',
      background: 'none',
      border: 'none',
      borderRadius: theme.shape.radius.default,
      color: theme.colors.text.primary,
      display: 'flex',
      fontWeight: theme.typography.fontWeightMedium,
      gap: theme.spacing(0.5),
      margin: theme.spacing(0, 0, 0, -0.5),
      maxWidth: '100%',
      minHeight: 24,
      overflowWrap: 'anywhere',
      padding: theme.spacing(0, 0.5),
      textAlign: 'left',
      '&:hover': { textDecoration: 'underline' },
    }),
    summary: css({ fontSize: small.fontSize, overflowWrap: 'anywhere', paddingLeft: theme.spacing(2.5) }),
    threshold: css({ ...small, overflowWrap: 'anywhere', paddingLeft: theme.spacing(2.5) }),
    trouble: css({
      alignItems: 'center',
      color: theme.colors.warning.text,
      display: 'inline-flex',
      gap: theme.spacing(0.5),
      whiteSpace: 'nowrap',
    }),
    detail: css({
      background: theme.colors.background.primary,
      padding: theme.spacing(0.5, 2, 2, 4.5),
      [theme.breakpoints.down('md')]: { padding: theme.spacing(0.5, 2, 2) },
    }),
  };
}
