import type { Role } from '@understudy/contract';
import { isExpired, type TokenSource, type TokenStore } from '../store/index.ts';
import type { KnownToken, TokenDirectory } from './http/tokenDirectory.ts';

export interface TokenPlaces {
  /** Of the environment, or files that it names. */
  readonly admin: TokenSource;
  readonly viewer: TokenSource;
  /** Created through the API. */
  readonly stored: Pick<TokenStore, 'known' | 'list' | 'find'>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/**
 * Every token as one directory. Once there was a token, one is asked for: tokens that are all expired leave the plane closed,
 * not open, and so does a shared store that has not said yet whether there are any.
 */
export function tokensOf({ admin, viewer, stored, now }: TokenPlaces): TokenDirectory {
  return {
    get configured() {
      return admin.count > 0 || viewer.count > 0 || !stored.known || stored.list().length > 0;
    },
    identify(token): KnownToken | null {
      // All are always compared, so that time does not tell where a token is known.
      const [asAdmin, asViewer, created] = [admin.matches(token), viewer.matches(token), stored.find(token)];
      const role: Role | null = asAdmin ? 'admin' : asViewer ? 'viewer' : null;
      if (role !== null) return { name: role, role };
      if (created === null || isExpired(created, now())) return null;
      return { name: created.name, role: created.role };
    },
  };
}
