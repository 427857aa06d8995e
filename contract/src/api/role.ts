import { z } from 'zod';

/** Who may what, from least to most. Viewer: GET (audit excepted). Editor: also chains, policy, drills. Admin: all. */
export const ROLES = ['viewer', 'editor', 'admin'] as const;
export const roleSchema = z.enum(ROLES);
export type Role = z.infer<typeof roleSchema>;

/** True where `role` may do what asks for `needed`. */
export function roleAllows(role: Role, needed: Role): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(needed);
}

/** The lesser of two roles. */
export function leastRole(a: Role, b: Role): Role {
  return roleAllows(a, b) ? b : a;
}
