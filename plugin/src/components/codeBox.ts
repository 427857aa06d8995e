import type { GrafanaTheme2 } from '@grafana/data';

/** Styles of a box with text to be read by the letter, such as a file. It scrolls, so it has to be reached by keyboard. */
export function codeBox(theme: GrafanaTheme2) {
  return {
    background: theme.colors.background.canvas,
    border: `1px solid ${theme.colors.border.weak}`,
    borderRadius: theme.shape.radius.default,
    color: theme.colors.text.primary,
    fontFamily: theme.typography.fontFamilyMonospace,
    fontSize: theme.typography.bodySmall.fontSize,
    margin: 0,
    overflow: 'auto',
  } as const;
}
