import { roleAllows, type Role } from '@understudy/contract';
import { useRole } from './useRole.ts';

/** True where the signed-in person may do what asks for `needed`. Who may not sees no control for it. */
export function useMay(needed: Role): boolean {
  return roleAllows(useRole(), needed);
}
