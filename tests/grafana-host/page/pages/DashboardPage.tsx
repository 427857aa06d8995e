import { HostPluginPage } from '../chrome/HostPluginPage.tsx';

/** A dashboard with the nested panel. */
export function DashboardPage() {
  return <HostPluginPage pageNav={{ text: 'Demo' }}>{null}</HostPluginPage>;
}
