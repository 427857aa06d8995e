import { formatPath } from '../validation/path.ts';
import type { ConfigDocument } from './document.ts';

/** One secret of a document. */
export interface SecretPlace {
  /** As findings write it: `providers[0].apiKey`. */
  readonly path: string;
  /** Names the place by ids, whatever the order: `providers/openai/apiKey`. A sealed value is bound to it. */
  readonly context: string;
  readonly text: string;
  readonly kind: 'apiKey' | 'header' | 'clientKey';
  /** Name of the header, for kind `header`. */
  readonly header?: string;
}

/**
 * A copy of the document with every secret run through `change`: provider keys, header values, client keys. The document
 * itself is left as it is.
 */
export function mapSecrets(document: ConfigDocument, change: (place: SecretPlace) => string): ConfigDocument {
  const providers = document.providers.map((provider, at) => {
    const context = `providers/${provider.id}`;
    const { apiKey, headers } = provider;
    const key =
      apiKey === undefined
        ? {}
        : {
            apiKey: change({
              path: `providers[${at}].apiKey`,
              context: `${context}/apiKey`,
              text: apiKey,
              kind: 'apiKey',
            }),
          };
    if (headers === undefined) return { ...provider, ...key };
    const changed = Object.entries(headers).map(([name, text]) => {
      const place = {
        path: formatPath(['providers', at, 'headers', name]),
        context: `${context}/headers/${name.toLowerCase()}`,
        text,
        header: name,
      };
      return [name, change({ ...place, kind: 'header' })] as const;
    });
    return { ...provider, ...key, headers: Object.fromEntries(changed) };
  });
  if (document.clients === undefined) return { ...document, providers };
  const clients = document.clients.map((client, at) => {
    const place = { path: `clients[${at}].key`, context: `clients/${client.id}/key`, text: client.key };
    return { ...client, key: change({ ...place, kind: 'clientKey' }) };
  });
  return { ...document, providers, clients };
}

/** Every secret of a document, in its order. */
export function documentSecrets(document: ConfigDocument): SecretPlace[] {
  const places: SecretPlace[] = [];
  mapSecrets(document, (place) => {
    places.push(place);
    return place.text;
  });
  return places;
}
