import { leastRole, type Role } from '@understudy/contract';
import type { Request } from 'express';
import type { Caller } from './caller.ts';
import type { TokenDirectory } from './tokenDirectory.ts';

/** Why a request is not let in. */
export type Refusal = 'missing' | 'unknown' | 'scope';

const ORG_ROLES: Readonly<Record<string, Role>> = { Viewer: 'viewer', Editor: 'editor', Admin: 'admin' };
const SCOPES: Readonly<Record<string, Role>> = { viewer: 'viewer', editor: 'editor', admin: 'admin' };
const MAX_LOGIN = 200;

interface GrafanaUser {
  readonly login: string | null;
  readonly role: Role | null;
}

/** Reads Grafana's user headers. They are believed only behind a valid token, which Grafana's route injects. */
function grafanaUser(request: Request): GrafanaUser | 'unknown_role' {
  const context = request.get('x-grafana-context');
  const fallbackLogin = request.get('x-grafana-user')?.slice(0, MAX_LOGIN) ?? null;
  if (context === undefined) return { login: fallbackLogin, role: null };
  let parsed: unknown;
  try {
    parsed = JSON.parse(context);
  } catch {
    return 'unknown_role'; // a context that cannot be read grants nothing
  }
  if (typeof parsed !== 'object' || parsed === null) return 'unknown_role';
  const { Login: login, OrgRole: orgRole } = parsed as { Login?: unknown; OrgRole?: unknown };
  const role = typeof orgRole === 'string' ? (ORG_ROLES[orgRole] ?? null) : null;
  if (role === null) return 'unknown_role';
  return { login: typeof login === 'string' && login !== '' ? login.slice(0, MAX_LOGIN) : fallbackLogin, role };
}

function bearer(request: Request): string | null {
  const header = request.get('authorization');
  return header !== undefined && /^bearer /i.test(header) ? header.slice(7).trim() : null;
}

/**
 * Who calls: token, scope header and Grafana user, the least of whose roles holds (configuration.md, "Who may what").
 * Without configured tokens everybody on loopback is an admin, and user headers are not believed.
 */
export function authenticate(request: Request, tokens: TokenDirectory): Caller | Refusal {
  const address = request.socket.remoteAddress ?? 'unknown';
  if (!tokens.configured) {
    return { role: 'admin', token: 'anonymous', user: null, author: 'anonymous', rateKey: `anonymous ${address}` };
  }
  const presented = bearer(request);
  if (presented === null) return 'missing';
  const token = tokens.identify(presented);
  if (token === null) return 'unknown';
  const scopeHeader = request.get('x-understudy-scope');
  const scope = scopeHeader === undefined ? 'admin' : SCOPES[scopeHeader.toLowerCase()];
  const user = grafanaUser(request);
  if (scope === undefined || user === 'unknown_role') return 'scope';
  const role = leastRole(leastRole(token.role, scope), user.role ?? 'admin');
  return {
    role,
    token: token.name,
    user: user.login,
    author: user.login ?? token.name,
    rateKey: user.login === null ? `${token.name} ${address}` : `${token.name} ${user.login}`,
  };
}
