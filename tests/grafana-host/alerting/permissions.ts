import type { OrgRole } from '../proxy/orgRole.ts';

/** What the basic roles of Grafana may do, as far as the app asks for it. */
const VIEWER = ['folders:read', 'datasources:query', 'alert.rules:read', 'alert.rules.external:read'] as const;
const EDITOR = [
  ...VIEWER,
  'folders:create',
  'alert.rules:create',
  'alert.rules:write',
  'alert.rules:delete',
  'alert.rules.external:write',
] as const;
const ADMIN = [
  ...EDITOR,
  'plugins:write',
  'alert.provisioning:read',
  'alert.provisioning:write',
  'alert.rules.provisioning:read',
  'alert.rules.provisioning:write',
] as const;

/** An action of Grafana's access control. */
export type Action = (typeof ADMIN)[number];

const BY_ROLE: Readonly<Record<OrgRole, readonly Action[]>> = { Viewer: VIEWER, Editor: EDITOR, Admin: ADMIN };

/** True where a role has one of these actions. */
export function may(role: OrgRole, ...actions: readonly Action[]): boolean {
  return actions.some((action) => BY_ROLE[role].includes(action));
}

/** The same as Grafana puts it into the page: `permissions` of the user. */
export function permissionsOf(role: OrgRole): Readonly<Record<string, boolean>> {
  return Object.fromEntries(BY_ROLE[role].map((action) => [action, true]));
}
