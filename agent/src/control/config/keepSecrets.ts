import { secretForm, type ConfigDocument, type Provider } from '@understudy/contract';
import { ProblemError } from '../http/problem.ts';
import { isEntry, type Entry } from './entry.ts';
import { mergePatch } from './mergePatch.ts';
import { originOf } from './origin.ts';

function isKeep(value: unknown): boolean {
  return isEntry(value) && value['set'] === true;
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

/** The stored value of a header, whatever the case of its name. */
function headerOf({ headers = {} }: Pick<Provider, 'headers'>, name: string): string | undefined {
  return Object.entries(headers).find(([stored]) => stored.toLowerCase() === name.toLowerCase())?.[1];
}

/**
 * A provider of a request body with its kept secrets filled in. A credential goes to one origin only: with another `baseUrl`
 * nothing is kept, so that whoever may edit cannot have a stored key sent to a server of their own.
 */
export function keepProviderSecrets(sent: unknown, stored: Provider | undefined, path: string): unknown {
  if (!isEntry(sent)) return sent;
  const same = stored !== undefined && originOf(sent['baseUrl']) === originOf(stored.baseUrl) ? stored : undefined;
  const { apiKey, headers, status: _readOnly, ...rest } = sent;
  const key = keepSecret(apiKey, same?.apiKey, `${path}.apiKey`);
  const out: Entry = { ...rest, ...(key === undefined ? {} : { apiKey: key }) };
  if (headers === undefined) return out;
  if (!isEntry(headers)) return { ...out, headers };
  const kept = Object.entries(headers).flatMap(([name, value]) => {
    const header = keepSecret(value, same && headerOf(same, name), `${path}.headers.${name}`);
    return header === undefined ? [] : [[name, header] as const];
  });
  return { ...out, headers: Object.fromEntries(kept) };
}

/** The provider without what may only go to its own origin; a plain header such as an organization is no secret. */
function withoutCredential({ apiKey: _dropped, headers, ...rest }: Provider): Provider {
  if (headers === undefined) return rest;
  const plain = Object.entries(headers).filter(([, text]) => secretForm(text) === 'plain');
  return plain.length === 0 ? rest : { ...rest, headers: Object.fromEntries(plain) };
}

/** A stored provider with a merge patch on it. A patch that moves it to another origin drops its credential. */
export function patchProvider(stored: Provider, patch: Entry, path: string): unknown {
  const moved = Object.hasOwn(patch, 'baseUrl') && originOf(patch['baseUrl']) !== originOf(stored.baseUrl);
  return keepProviderSecrets(mergePatch(moved ? withoutCredential(stored) : stored, patch), stored, path);
}

/** A whole document of a request body with its kept secrets filled in, by the ids of providers and clients. */
export function keepDocumentSecrets(sent: unknown, stored: ConfigDocument): unknown {
  if (!isEntry(sent)) return sent;
  const { providers, clients } = sent;
  const out: Record<string, unknown> = { ...sent };
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
