import { createTokenSource, followTokenFiles, type TokenStore } from '../store/index.ts';
import type { TokenDirectory } from './http/tokenDirectory.ts';
import { TokenKeeper } from './tokenKeeper.ts';
import { tokensOf } from './tokens.ts';

export interface OpenTokensOptions {
  /** A token or `file:PATH`. */
  readonly adminToken: string | undefined;
  readonly viewerToken: string | undefined;
  /** Created tokens, opened by the caller. */
  readonly store: TokenStore;
  /** Hears why a token file could not be read again. */
  readonly onProblem: (problem: string) => void;
  readonly onReload: () => void;
}

/** Everything about tokens that a start needs. */
export interface ControlTokens {
  readonly directory: TokenDirectory;
  readonly keeper: TokenKeeper;
  /** Reads token files again, as SIGHUP asks. */
  reload(): void;
  close(): void;
}

/**
 * Opens the tokens of environment and files beside the created ones.
 * @throws ConfigurationError where a file cannot be read or holds none
 */
export async function openTokens(options: OpenTokensOptions): Promise<ControlTokens> {
  const admin = createTokenSource({ name: 'UNDERSTUDY_ADMIN_TOKEN', value: options.adminToken });
  const viewer = createTokenSource({ name: 'UNDERSTUDY_VIEWER_TOKEN', value: options.viewerToken });
  const { store } = options;
  const now = (): number => Date.now();
  const directory = tokensOf({ admin, viewer, stored: store, now });
  const files = await followTokenFiles([admin, viewer], options);
  return {
    directory,
    keeper: new TokenKeeper({
      store,
      adminOutside: () => admin.count > 0,
      authenticated: () => directory.configured,
      now,
    }),
    reload: () => files.reload(),
    close: () => files.close(),
  };
}
