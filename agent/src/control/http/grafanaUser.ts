import type { Role } from '@understudy/contract';

/** The person whom Grafana's plugin proxy names. */
export interface GrafanaUser {
  /** Null = no person is named. */
  readonly login: string | null;
  /** What the person may do in the organisation; null = Grafana did not say, so it narrows nothing. */
  readonly role: Role | null;
}

const ORG_ROLES: ReadonlyMap<unknown, Role> = new Map<unknown, Role>([
  ['Viewer', 'viewer'],
  ['Editor', 'editor'],
  ['Admin', 'admin'],
]);

const LONGEST_LOGIN = 200;

/** A login as logs, CSV and audit may hold it; null where nothing is left. */
function cleanLogin(text: unknown): string | null {
  if (typeof text !== 'string') return null;
  const clean = text.replaceAll(/\p{C}/gu, '').trim().slice(0, LONGEST_LOGIN);
  return clean === '' ? null : clean;
}

/** Node reads headers as Latin-1, Grafana writes UTF-8. */
function utf8(header: string): string {
  return Buffer.from(header, 'latin1').toString('utf8');
}

function parseContext(header: string): { readonly Login?: unknown; readonly OrgRole?: unknown } {
  try {
    const parsed: unknown = JSON.parse(utf8(header));
    return typeof parsed === 'object' && parsed !== null ? parsed : {};
  } catch {
    return {}; // a context that cannot be read names no role, and so grants nothing
  }
}

/**
 * Reads `X-Grafana-Context` and `X-Grafana-User`. Only for requests with a valid token: Grafana's route injects it, and
 * overwrites what the browser sent under these names.
 * @returns `no_role` where a context is there without one of the roles Viewer, Editor, Admin: it grants nothing
 */
export function grafanaUser(header: (name: string) => string | undefined): GrafanaUser | 'no_role' {
  const plain = header('x-grafana-user');
  const user = plain === undefined ? null : cleanLogin(utf8(plain));
  const context = header('x-grafana-context');
  if (context === undefined) return { login: user, role: null };
  const { Login, OrgRole } = parseContext(context);
  const role = ORG_ROLES.get(OrgRole);
  return role === undefined ? 'no_role' : { login: cleanLogin(Login) ?? user, role };
}
