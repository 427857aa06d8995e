import { leastRole, type Role } from '@understudy/contract';
import type { Caller } from './caller.ts';
import { grafanaUser } from './grafanaUser.ts';
import type { TokenDirectory } from './tokenDirectory.ts';

/** Why a request is not let in. */
export type Refusal = 'missing' | 'unknown' | 'scope';

/** What it looks at of a request. */
export interface Presented {
  get(header: string): string | undefined;
  readonly socket: { readonly remoteAddress?: string | undefined };
}

/** Written exactly so: a value that is none of them grants nothing. */
const SCOPES: ReadonlyMap<string, Role> = new Map([
  ['viewer', 'viewer'],
  ['editor', 'editor'],
  ['admin', 'admin'],
]);

/** The token of `Authorization: Bearer …` (RFC 6750); null = none was sent. */
function bearer(request: Presented): string | null {
  const [, token] = /^bearer +(\S+) *$/i.exec(request.get('authorization') ?? '') ?? [];
  return token ?? null;
}

/** What the token may do after `X-Understudy-Scope`; undefined = the header's value is not known. */
function scopeOf(request: Presented): Role | undefined {
  const header = request.get('x-understudy-scope');
  return header === undefined ? 'admin' : SCOPES.get(header);
}

/**
 * Who calls: token, scope header and Grafana user, the least of whose roles holds (configuration.md, "Who may what").
 * Without configured tokens everybody on loopback is an admin, and user headers are not believed.
 */
export function authenticate(request: Presented, tokens: TokenDirectory): Caller | Refusal {
  const address = request.socket.remoteAddress ?? 'unknown';
  if (!tokens.configured) {
    return {
      role: 'admin',
      token: 'anonymous',
      user: null,
      author: 'anonymous',
      rateKey: JSON.stringify(['anonymous', { address }]),
    };
  }
  const presented = bearer(request);
  if (presented === null) return 'missing';
  const token = tokens.identify(presented);
  if (token === null) return 'unknown';
  const scope = scopeOf(request);
  const user = grafanaUser((name) => request.get(name));
  if (scope === undefined || user === 'no_role') return 'scope';
  const { login } = user;
  return {
    role: leastRole(leastRole(token.role, scope), user.role ?? 'admin'),
    token: token.name,
    user: login,
    author: login ?? token.name,
    // As JSON, so that no choice of login or token name makes the key of somebody else.
    rateKey: JSON.stringify([token.name, login === null ? { address } : { login }]),
  };
}
