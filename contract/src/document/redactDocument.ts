import type { Client, ConfigDocument } from './document.ts';
import type { Provider } from './provider.ts';
import { secretForm } from './secret.ts';

/** What a secret that is not a reference reads as. Sent back, it keeps what is stored. */
export interface SecretIsSet {
  readonly set: true;
}

/** A secret as the control API returns it: a reference as written, anything else as `{ set: true }`. */
export type RedactedSecret = string | SecretIsSet;

export type RedactedProvider = Omit<Provider, 'apiKey' | 'headers'> & {
  apiKey?: RedactedSecret;
  headers?: Record<string, RedactedSecret>;
};
export type RedactedClient = Omit<Client, 'key'> & { key: SecretIsSet };

/** A document as the control API returns it. */
export type RedactedDocument = Omit<ConfigDocument, 'providers' | 'clients'> & {
  providers: RedactedProvider[];
  clients?: RedactedClient[];
};

function redacted(text: string): RedactedSecret {
  const form = secretForm(text);
  return form === 'env' || form === 'file' ? text : { set: true };
}

/** One provider without its secrets. */
export function redactProvider({ apiKey, headers, ...rest }: Provider): RedactedProvider {
  return {
    ...rest,
    ...(apiKey === undefined ? {} : { apiKey: redacted(apiKey) }),
    ...(headers === undefined
      ? {}
      : { headers: Object.fromEntries(Object.entries(headers).map(([name, text]) => [name, redacted(text)])) }),
  };
}

/** A document without its secrets. Client keys read as `{ set: true }` even where they are references. */
export function redactDocument({ providers, clients, ...rest }: ConfigDocument): RedactedDocument {
  return {
    ...rest,
    providers: providers.map(redactProvider),
    ...(clients === undefined ? {} : { clients: clients.map(({ id }) => ({ id, key: { set: true } })) }),
  };
}
