import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';

const hatched = (color: string): string => `repeating-linear-gradient(135deg, ${color} 0 1px, transparent 1px 5px)`;

/** Bars on a track; `--timeline-background` is what they stand on. */
export const getBarStyles = (theme: GrafanaTheme2) => ({
  bar: css({
    position: 'absolute',
    top: 2,
    bottom: 2,
    borderRadius: theme.shape.radius.sm,
    overflow: 'hidden',
  }),
  failed: css({ background: theme.colors.error.main }),
  answered: css({ background: theme.colors.primary.main }),
  stopped: css({ background: theme.colors.border.strong }),
  running: css({
    background: theme.colors.primary.transparent,
    border: `1px solid ${theme.colors.primary.border}`,
  }),
  skipped: css({ width: 24, border: `1px dashed ${theme.colors.border.strong}` }),
  wait: css({
    containerType: 'inline-size',
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'center',
    background: hatched(theme.colors.border.strong),
  }),
  waitText: css({
    padding: theme.spacing(0, 0.5),
    background: `var(--timeline-background, ${theme.colors.background.primary})`,
    color: theme.colors.text.secondary,
    whiteSpace: 'nowrap',
    // Hatching on both sides of the words shows that they stand on a wait.
    '@container (max-width: 63px)': { display: 'none' },
  }),
});
