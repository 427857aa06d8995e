import type { DialectName, Provider } from '@understudy/contract';

/** A provider as OpenTelemetry's conventions know it. */
export interface ProviderPlace {
  /** A well-known value of `gen_ai.provider.name`. */
  readonly name: string;
  /** Host of the endpoint. */
  readonly address: string;
  readonly port: number;
  /** `location: local`. */
  readonly isLocal: boolean;
}

/** Finds a provider of the configuration in force by its id. */
export type ProviderPlaces = (provider: string) => ProviderPlace | undefined;

/** The name of a dialect's own provider. */
const BY_DIALECT: Readonly<Record<DialectName, string>> = {
  openai: 'openai',
  'azure-openai': 'azure.ai.openai',
  anthropic: 'anthropic',
  google: 'gcp.gemini',
  ollama: 'ollama',
  litellm: 'litellm',
};

/** Providers that speak OpenAI's dialect under a well-known name of their own. */
const BY_HOST: readonly (readonly [suffix: string, name: string])[] = [
  ['groq.com', 'groq'],
  ['mistral.ai', 'mistral_ai'],
  ['deepseek.com', 'deepseek'],
  ['perplexity.ai', 'perplexity'],
  ['x.ai', 'x_ai'],
  ['cohere.com', 'cohere'],
  ['cohere.ai', 'cohere'],
  ['moonshot.ai', 'moonshot_ai'],
  ['moonshot.cn', 'moonshot_ai'],
];

const DEFAULT_PORTS: Readonly<Record<string, number>> = { 'http:': 80, 'https:': 443 };

/** Where a provider is. The conventions name it after what it speaks where its host is not known: any server may be `openai`. */
export function providerPlace({ dialect, baseUrl, location }: Provider): ProviderPlace {
  const { hostname, port, protocol } = new URL(baseUrl);
  const known = BY_HOST.find(([suffix]) => hostname === suffix || hostname.endsWith(`.${suffix}`));
  return {
    name: known?.[1] ?? BY_DIALECT[dialect],
    address: hostname,
    port: port === '' ? (DEFAULT_PORTS[protocol] ?? 443) : Number(port),
    isLocal: location === 'local',
  };
}

/** The places of all providers; a stranger has none. */
export function providerPlaces(providers: readonly Provider[]): ProviderPlaces {
  const places = new Map(providers.map((provider) => [provider.id, providerPlace(provider)]));
  return (id) => places.get(id);
}
