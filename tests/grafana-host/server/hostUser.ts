import type { OrgRole } from '../proxy/orgRole.ts';

/** Who uses the host: played by cookies, there is no password. */
export interface HostUser {
  readonly id: number;
  readonly login: string;
  readonly name: string;
  readonly email: string;
  readonly role: OrgRole;
}

/** The people of the host, one a role and a second one each for what two people do at once. */
const PEOPLE: readonly HostUser[] = (
  [
    ['vera', 'Vera Lund', 'Viewer'],
    ['edda', 'Edda Braun', 'Editor'],
    ['erik', 'Erik Solberg', 'Editor'],
    ['anna', 'Anna Costa', 'Admin'],
    ['otto', 'Otto Reis', 'Admin'],
  ] as const
).map(([login, name, role], index) => ({ id: index + 2, login, name, email: `${login}@example.org`, role }));

const FIRST_ADMIN = PEOPLE.find(({ role }) => role === 'Admin') as HostUser;

/** @param name a login or a role, in any case; what is neither is the first admin */
export function hostUser(name: string | undefined): HostUser {
  const wanted = name?.toLowerCase();
  return PEOPLE.find(({ login, role }) => login === wanted || role.toLowerCase() === wanted) ?? FIRST_ADMIN;
}

/** Everybody who can be played. */
export function hostUsers(): readonly HostUser[] {
  return PEOPLE;
}
