import { locationService } from '@grafana/runtime';

interface DashboardScene {
  readonly state?: { readonly $timeRange?: { readonly onRefresh?: () => void } };
}

declare global {
  interface Window {
    /** The dashboard that is open: all that Grafana gives a panel to reach it by. */
    __grafanaSceneContext?: DashboardScene;
  }
}

/** Runs the dashboard's queries again; a panel cannot run its own. Elsewhere the page is loaded again. */
export function refreshDashboard(): void {
  const range = window.__grafanaSceneContext?.state?.$timeRange;
  if (range?.onRefresh) range.onRefresh();
  else locationService.reload();
}
