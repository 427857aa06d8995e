import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';

/** The axis and its lines; `--now` is where now is, `--below` how far the lines reach under a row. */
export const getAxisStyles = (theme: GrafanaTheme2) => {
  const line = { position: 'absolute', top: -4, bottom: 'var(--below, -4px)' } as const;
  return {
    axis: css({ position: 'relative', height: 18 }),
    tick: css({
      position: 'absolute',
      transform: 'translateX(-50%)',
      whiteSpace: 'nowrap',
      '&:first-of-type': { transform: 'none' },
    }),
    gridline: css({ ...line, width: 1, background: theme.colors.border.weak }),
    now: css({ ...line, zIndex: 1, left: 'var(--now, 0%)', width: 2, background: theme.colors.primary.main }),
  };
};
