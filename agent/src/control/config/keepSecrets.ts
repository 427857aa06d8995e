import type { ConfigDocument, Provider } from '@understudy/contract';
import { ProblemError } from '../http/problem.ts';

type Entry = Record<string, unknown>;

function isEntry(value: unknown): value is Entry {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isKeep(value: unknown): boolean {
  return isEntry(value) && value['set'] === true;
}

function originOf(baseUrl: unknown): string | null {
  try {
    return new URL(String(baseUrl)).origin;
  } catch {
    return null; // not a URL: validation names it
  }
}

function dropped(path: string): ProblemError {
  return new ProblemError(400, `${path}: { "set": true } keeps a stored secret, but none is stored for it`, {
    code: 'secret_not_set',
    fix: 'send the secret, or a reference such as env:NAME; changing the origin of a provider drops its credential',
  });
}

/** One secret of a body: `{ set: true }` keeps what is stored, `null` removes it. Undefined = leave the key out. */
function keepSecret(sent: unknown, stored: string | undefined, path: string): unknown {
  if (sent === null) return undefined;
  if (!isKeep(sent)) return sent;
  if (stored === undefined) throw dropped(path);
  return stored;
}

/**
 * A provider of a request body with its kept secrets filled in. A credential goes to one origin only: with another `baseUrl`
 * nothing is kept, so that whoever may edit cannot have a stored key sent to a server of their own.
 */
export function keepProviderSecrets(sent: unknown, stored: Provider | undefined, path: string): unknown {
  if (!isEntry(sent)) return sent;
  const same = stored !== undefined && originOf(sent['baseUrl']) === originOf(stored.baseUrl);
  const { apiKey, headers, status: _readOnly, ...rest } = sent;
  const key = keepSecret(apiKey, same ? stored.apiKey : undefined, `${path}.apiKey`);
  const out: Entry = { ...rest, ...(key === undefined ? {} : { apiKey: key }) };
  if (headers === undefined) return out;
  if (!isEntry(headers)) return { ...out, headers };
  const kept: Entry = {};
  for (const [name, value] of Object.entries(headers)) {
    const header = keepSecret(value, same ? stored.headers?.[name] : undefined, `${path}.headers.${name}`);
    if (header !== undefined) kept[name] = header;
  }
  return { ...out, headers: kept };
}

/** A whole document of a request body with its kept secrets filled in, by the ids of providers and clients. */
export function keepDocumentSecrets(sent: unknown, stored: ConfigDocument): unknown {
  if (!isEntry(sent)) return sent;
  const { providers, clients } = sent;
  const out: Entry = { ...sent };
  if (Array.isArray(providers)) {
    const byId = new Map(stored.providers.map((provider) => [provider.id, provider]));
    out['providers'] = (providers as unknown[]).map((provider, at) =>
      keepProviderSecrets(
        provider,
        isEntry(provider) ? byId.get(String(provider['id'])) : undefined,
        `providers[${at}]`,
      ),
    );
  }
  if (Array.isArray(clients)) {
    const keys = new Map((stored.clients ?? []).map(({ id, key }) => [id, key]));
    out['clients'] = (clients as unknown[]).map((client, at) => {
      if (!isEntry(client)) return client;
      return { ...client, key: keepSecret(client['key'], keys.get(String(client['id'])), `clients[${at}].key`) };
    });
  }
  return out;
}
