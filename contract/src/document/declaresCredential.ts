import type { Provider } from './provider.ts';

/** Headers that providers take a credential in. */
const CREDENTIAL_HEADERS: ReadonlySet<string> = new Set(['authorization', 'api-key', 'x-api-key', 'x-goog-api-key']);

/** Whether a provider needs no credential or says where its credential is: `local`, an `apiKey`, or a header that carries one. */
export function declaresCredential(provider: Pick<Provider, 'location' | 'apiKey' | 'headers'>): boolean {
  if (provider.location === 'local' || provider.apiKey !== undefined) return true;
  return Object.keys(provider.headers ?? {}).some((name) => CREDENTIAL_HEADERS.has(name.toLowerCase()));
}
