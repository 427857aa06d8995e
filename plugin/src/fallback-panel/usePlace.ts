import { usePanelContext } from '@grafana/ui';

/** Where the panel is: `dashboard`, `panel-editor` or another of Grafana's apps. A text, as the context's own type mixes both. */
export function usePlace(): string | undefined {
  return usePanelContext().app;
}
