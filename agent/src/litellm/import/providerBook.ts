import type { Provider } from '@understudy/contract';
import { sameValue } from '../file/plain.ts';
import { plainUrl, vendorOf } from '../render/vendors.ts';
import type { Endpoint } from './readDeployment.ts';

type Address = Pick<Provider, 'dialect' | 'baseUrl' | 'apiKey' | 'apiVersion' | 'headers'>;

function addressOf({ dialect, baseUrl, apiKey, apiVersion, headers = {} }: Address): Address {
  return {
    dialect,
    baseUrl: plainUrl(baseUrl),
    headers,
    ...(apiKey === undefined ? {} : { apiKey }),
    ...(apiVersion === undefined ? {} : { apiVersion }),
  };
}

function isOwnServer(baseUrl: string): boolean {
  const host = URL.parse(baseUrl)?.hostname ?? '';
  return /^(localhost|127\.|10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|\[::1\]|host\.docker\.internal)/.test(host);
}

/** Gives endpoints that are the same the same provider. */
export class ProviderBook {
  readonly #known: readonly Provider[];
  readonly #used = new Map<string, Provider>();

  constructor(known: readonly Provider[]) {
    this.#known = known;
  }

  /** Providers that were asked for, in that order. */
  get used(): Provider[] {
    return [...this.#used.values()];
  }

  idOf({ dialect, baseUrl, apiKey, apiVersion, headers }: Endpoint): string {
    const address = addressOf({
      dialect,
      baseUrl,
      headers: { ...headers },
      ...(apiKey === null ? {} : { apiKey }),
      ...(apiVersion === null ? {} : { apiVersion }),
    });
    const all = [...this.#used.values(), ...this.#known];
    const found = all.find((provider) => sameValue(addressOf(provider), address));
    const provider = found ?? this.#make(address, new Set(all.map(({ id }) => id)));
    this.#used.set(provider.id, provider);
    return provider.id;
  }

  #make({ headers = {}, ...address }: Address, taken: ReadonlySet<string>): Provider {
    const vendor = vendorOf(address.dialect, address.baseUrl);
    const host = URL.parse(address.baseUrl)?.hostname.replaceAll(/[^a-z0-9.-]/g, '') ?? '';
    const known = vendor !== undefined && (vendor.baseUrl === address.baseUrl || vendor.prefix === 'azure');
    const base = known || host === '' ? (vendor?.prefix ?? address.dialect) : `${address.dialect}-${host}`;
    const name = base === 'ollama_chat' ? 'ollama' : base;
    let id = name;
    for (let number = 2; taken.has(id); number += 1) id = `${name}-${number}`;
    return {
      id,
      ...address,
      ...(Object.keys(headers).length === 0 ? {} : { headers }),
      ...(address.apiKey === undefined && isOwnServer(address.baseUrl) ? { location: 'local' as const } : {}),
    };
  }
}
