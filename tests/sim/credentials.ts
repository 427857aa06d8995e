import type { Route } from './call.ts';
import type { ErrorName } from './errors/errorName.ts';

type Headers = NodeJS.Dict<string | string[]>;

/** What is wrong with a call's credentials: a named error, or a message of its own with a status. */
export type CredentialFault = { error: ErrorName; message?: string } | { missingVersion: string };

function keyOf(route: Route, headers: Headers): string | undefined {
  const bearer = String(headers.authorization ?? '').replace(/^Bearer\s+/i, '') || undefined;
  const own: Record<Route['dialect'], string | string[] | null | undefined> = {
    openai: undefined,
    azure: headers['api-key'],
    anthropic: headers['x-api-key'],
    google: headers['x-goog-api-key'] ?? route.query.get('key'),
  };
  const key = own[route.dialect] ?? bearer;
  return typeof key === 'string' ? key : undefined;
}

function missingKey(route: Route): CredentialFault | undefined {
  // Local servers that speak OpenAI's dialect ask for no key.
  if (route.dialect === 'openai') return undefined;
  if (route.dialect === 'anthropic') return { error: 'unauthorized', message: 'x-api-key header is required' };
  return { error: route.dialect === 'google' ? 'forbidden' : 'unauthorized' };
}

/**
 * Checks a call's credentials as its provider would: Azure, Anthropic and Google insist on a key, Anthropic and Azure
 * on a version. With `apiKeys` every dialect insists on one of them.
 */
export function credentialFault(
  route: Route,
  headers: Headers,
  apiKeys: readonly string[] | undefined,
): CredentialFault | undefined {
  const key = keyOf(route, headers);
  if (key === undefined) return apiKeys ? (missingKey(route) ?? { error: 'unauthorized' }) : missingKey(route);
  if (apiKeys && !apiKeys.includes(key)) return { error: 'invalid_key' };
  if (route.dialect === 'anthropic' && headers['anthropic-version'] === undefined) {
    return { missingVersion: 'anthropic-version: header is required' };
  }
  if (route.path.startsWith('/openai/deployments/') && !route.query.has('api-version')) {
    return { missingVersion: 'Missing required query parameter: api-version' };
  }
  return undefined;
}
