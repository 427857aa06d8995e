import type { ApiKind } from '../engine/index.ts';
import type { ProviderAccount } from './providerAccount.ts';

/** A header as name (lower-case) and value. */
export type Header = readonly [name: string, value: string];

/** What a wire dialect speaks and how it is addressed; how answers look depends on the API alone. */
export interface Dialect {
  /** APIs that it speaks itself, and the path of each behind `basePath`. */
  readonly paths: Partial<Record<ApiKind, (account: ProviderAccount, upstreamModel: string) => string>>;
  /** The path that all calls of an account begin with, from its base URL's path (no trailing slash). */
  basePath(path: string): string;
  /** The headers that carry the credential; none where the account has none. */
  credential(apiKey: string): Header;
  /** Headers that are sent unless the client or the account sends its own. */
  readonly defaults: readonly Header[];
  /** Client headers of these families are for this dialect; those of other dialects' families are not. */
  readonly headerPrefixes: readonly string[];
  /** Whether streams of chat completions and completions are asked for their usage. */
  readonly asksForUsage: boolean;
}
