import { config } from '@grafana/runtime';

/** Grafana's name for something that a person may do: `alert.provisioning:write`. */
export type GrafanaAction =
  | 'alert.provisioning:read'
  | 'alert.provisioning:write'
  | 'alert.rules.provisioning:write'
  | 'alert.rules:read'
  | 'alert.rules.external:read'
  | 'folders:create';

/** True where Grafana lets the signed-in person do one of these things, wherever that is. */
export function useGrafanaMay(...actions: readonly GrafanaAction[]): boolean {
  const { permissions } = config.bootData.user;
  return actions.some((action) => permissions?.[action] === true);
}
