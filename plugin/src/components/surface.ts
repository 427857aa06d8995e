import type { GrafanaTheme2 } from '@grafana/data';

/** Styles of what lies on the page's ground: cards, tables, empty places. */
export function surface(theme: GrafanaTheme2) {
  return {
    background: theme.colors.background.primary,
    border: `1px solid ${theme.colors.border.weak}`,
    borderRadius: theme.shape.radius.default,
  };
}
