import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';

/** Below this width of its own a long result is cut. */
const MEDIUM = '@container (max-width: 640px)';
/** Below this width of its own the result stands under the bar. */
const NARROW = '@container (max-width: 520px)';

/** Rows of the waterfall: label, track, time, result. */
export const getRowStyles = (theme: GrafanaTheme2) => {
  const cut = { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' } as const;
  const secondary = { color: theme.colors.text.secondary };
  return {
    row: css({
      display: 'grid',
      // Fixed, so that nothing moves when a longer result comes.
      gridTemplateColumns: '72px minmax(80px, 1fr) 56px 180px',
      columnGap: theme.spacing(1.5),
      alignItems: 'center',
      minHeight: 26,
      [MEDIUM]: { gridTemplateColumns: '72px minmax(80px, 1fr) 56px 136px' },
      [NARROW]: { gridTemplateColumns: '60px minmax(80px, 1fr) 52px', minHeight: 22 },
    }),
    head: css({
      ...secondary,
      borderBottom: `1px solid ${theme.colors.border.weak}`,
      [NARROW]: { '& > :last-child': { display: 'none' } },
    }),
    /** A row with words under it, which the lines go behind. */
    noted: css({ '--below': '-22px' }),
    label: css({ ...secondary, whiteSpace: 'nowrap' }),
    track: css({ position: 'relative', height: 18 }),
    time: css({ textAlign: 'right', whiteSpace: 'nowrap' }),
    result: css({
      ...cut,
      minWidth: 0,
      [NARROW]: { gridColumn: '2 / -1', paddingBottom: theme.spacing(0.5) },
    }),
    note: css({ ...cut, ...secondary, gridColumn: '2 / -1' }),
    failed: css({ color: theme.colors.error.text }),
    answered: css({ color: theme.colors.primary.text }),
    stopped: css(secondary),
    running: css({}),
  };
};
