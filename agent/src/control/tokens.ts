import type { Role } from '@understudy/contract';
import type { TokenSource } from '../store/index.ts';
import type { TokenDirectory } from './http/tokenDirectory.ts';

/** The tokens of the environment as a directory: admin before viewer, where both hold the same token. */
export function tokensOf(sources: { readonly admin: TokenSource; readonly viewer: TokenSource }): TokenDirectory {
  const roles: readonly Role[] = ['admin', 'viewer'];
  return {
    get configured() {
      return sources.admin.count > 0 || sources.viewer.count > 0;
    },
    identify(token) {
      // Both are always compared, so that time does not tell which role a token has.
      const matching = roles.filter((role) => (role === 'admin' ? sources.admin : sources.viewer).matches(token));
      const role = matching[0];
      return role === undefined ? null : { name: role, role };
    },
  };
}
