/** Roles of Grafana's organisations. */
export type OrgRole = 'Viewer' | 'Editor' | 'Admin';

const RANK: Readonly<Record<string, number>> = { Viewer: 1, Editor: 2, Admin: 3 };

/** May `role` what `required` may? A role that Grafana does not know requires nothing, as in Grafana. */
export function includesRole(role: OrgRole, required: string): boolean {
  return (RANK[role] ?? 0) >= (RANK[required] ?? 0);
}
