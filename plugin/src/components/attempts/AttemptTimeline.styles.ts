import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';

/** Below this width of its own the result stands under the bar. */
const NARROW = '@container (max-width: 520px)';

const hatched = (color: string): string => `repeating-linear-gradient(135deg, ${color} 0 1px, transparent 1px 5px)`;

/** Looks of the waterfall; `--timeline-background` is what it stands on, `--now` where now is. */
export const getStyles = (theme: GrafanaTheme2) => {
  const secondary = { color: theme.colors.text.secondary };
  return {
    container: css({ position: 'relative', containerType: 'inline-size' }),
    picture: css({ ...theme.typography.bodySmall, fontVariantNumeric: 'tabular-nums' }),
    row: css({
      display: 'grid',
      // Fixed, so that nothing moves when a longer result comes.
      gridTemplateColumns: '72px minmax(80px, 1fr) 56px 180px',
      columnGap: theme.spacing(1.5),
      alignItems: 'center',
      minHeight: 26,
      [NARROW]: { gridTemplateColumns: '60px minmax(80px, 1fr) 52px', minHeight: 22 },
    }),
    head: css({
      ...secondary,
      borderBottom: `1px solid ${theme.colors.border.weak}`,
      [NARROW]: { '& > :last-child': { display: 'none' } },
    }),
    axis: css({ position: 'relative', height: 18 }),
    tick: css({
      position: 'absolute',
      transform: 'translateX(-50%)',
      whiteSpace: 'nowrap',
      '&:first-of-type': { transform: 'none' },
    }),
    step: css({
      display: 'flex',
      gap: theme.spacing(0.75),
      padding: theme.spacing(1, 0, 0.25),
      fontWeight: theme.typography.fontWeightMedium,
      whiteSpace: 'nowrap',
    }),
    index: css({ ...secondary, fontWeight: theme.typography.fontWeightRegular }),
    model: css({ overflow: 'hidden', textOverflow: 'ellipsis' }),
    provider: css({ ...secondary, fontWeight: theme.typography.fontWeightRegular }),
    /** A row with words under it, which the lines go behind. */
    noted: css({ '--below': '-22px' }),
    gridline: css({
      position: 'absolute',
      top: -4,
      bottom: 'var(--below, -4px)',
      width: 1,
      background: theme.colors.border.weak,
    }),
    now: css({
      position: 'absolute',
      zIndex: 1,
      top: -4,
      bottom: 'var(--below, -4px)',
      left: 'var(--now, 0%)',
      width: 2,
      background: theme.colors.primary.main,
    }),
    label: css({ ...secondary, whiteSpace: 'nowrap' }),
    track: css({ position: 'relative', height: 18 }),
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
      display: 'flex',
      alignItems: 'center',
      justifyContent: 'center',
      background: hatched(theme.colors.border.strong),
    }),
    waitText: css({
      ...secondary,
      padding: theme.spacing(0, 0.5),
      background: `var(--timeline-background, ${theme.colors.background.primary})`,
      whiteSpace: 'nowrap',
    }),
    time: css({ textAlign: 'right', whiteSpace: 'nowrap' }),
    result: css({
      minWidth: 0,
      overflow: 'hidden',
      textOverflow: 'ellipsis',
      whiteSpace: 'nowrap',
      [NARROW]: { gridColumn: '2 / -1', paddingBottom: theme.spacing(0.5) },
    }),
    note: css({
      ...secondary,
      gridColumn: '2 / -1',
      overflow: 'hidden',
      textOverflow: 'ellipsis',
      whiteSpace: 'nowrap',
    }),
    failedText: css({ color: theme.colors.error.text }),
    answeredText: css({ color: theme.colors.primary.text }),
    stoppedText: css(secondary),
    runningText: css({}),
  };
};
