import type { AppPluginMeta, PanelPluginMeta } from '@grafana/data';
import type { HostTheme } from '../server/hostTheme.ts';
import type { HostUser } from '../server/hostUser.ts';

/** What the server tells the page, as the libraries' types have it (`HostData` on the server's side). */
interface PageData {
  readonly theme: HostTheme;
  readonly user: HostUser;
  readonly users: readonly HostUser[];
  readonly app: AppPluginMeta;
  readonly panels: readonly PanelPluginMeta[];
  readonly hasPrometheus: boolean;
}

declare global {
  interface Window {
    readonly grafanaHost: PageData;
  }
}

/** What the server tells the page. */
export const host: PageData = window.grafanaHost;
