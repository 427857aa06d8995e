import { useGrafanaMay } from '../../../hooks/useGrafanaMay.ts';

/** True where Grafana lets the signed-in person write alert rules of every folder, as admins may. */
export function useMayInstall(): boolean {
  return useGrafanaMay('alert.provisioning:write', 'alert.rules.provisioning:write');
}
