import type { Role } from '@understudy/contract';
import { OrgRole } from '@grafana/data';
import { config } from '@grafana/runtime';

/** What the signed-in person may do here: their role in the organisation. The agent decides again by itself. */
export function useRole(): Role {
  const role = config.bootData.user.orgRole;
  if (role === OrgRole.Admin) return 'admin';
  return role === OrgRole.Editor ? 'editor' : 'viewer';
}
