import type { Step } from '../../../engine/index.ts';
import { dialectOf } from '../../dialectOf.ts';
import type { ProviderAccount } from '../../providerAccount.ts';

/** Where the library sends its calls. */
export interface LibraryAddress {
  /** Without a trailing slash; the library adds the operation. */
  readonly baseURL: string;
  readonly queryParams: Record<string, string>;
}

const CHAT = '/chat/completions';

/**
 * The address of an account in the form that the library expects: providers document theirs with and without the version,
 * which the library wants in it; Azure's names the deployment in the path and the version in the query.
 */
export function libraryAddress(step: Step, account: ProviderAccount): LibraryAddress {
  const { origin, pathname } = new URL(account.baseUrl);
  const dialect = dialectOf(step.dialect);
  const base = origin + dialect.basePath(pathname.replace(/\/+$/, ''));
  if (step.dialect === 'anthropic') return { baseURL: `${base}/v1`, queryParams: {} };
  if (step.dialect === 'google') return { baseURL: withVersion(base), queryParams: {} };
  const chat = new URL(dialect.paths.chat?.(account, step.upstreamModel) ?? CHAT, origin);
  return {
    baseURL: base + chat.pathname.slice(0, -CHAT.length),
    queryParams: Object.fromEntries(chat.searchParams),
  };
}

function withVersion(base: string): string {
  return /\/v\d+[a-z0-9]*$/.test(base) ? base : `${base}/v1beta`;
}
