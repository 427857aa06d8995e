import type { Chain, ConfigDocument, DialectName, Model, Policy, Provider } from '@understudy/contract';
import type { Sim } from '../sim/startSim.ts';

/** One step of the chain under test: a provider of its own with one model. */
export interface StepSpec {
  readonly id: string;
  readonly dialect?: DialectName;
  readonly url: string;
  readonly provider?: Partial<Provider>;
  readonly model?: Partial<Model>;
}

/** The chain under test: the first step is the primary, the others its fallbacks in order. */
export interface ChainSpec {
  readonly steps: readonly StepSpec[];
  readonly chain?: Partial<Chain>;
  readonly policy?: Policy;
  readonly document?: Partial<ConfigDocument>;
}

const BASE_PATH: Record<DialectName, string> = {
  openai: '/v1',
  ollama: '/v1',
  litellm: '/v1',
  google: '/v1beta',
  anthropic: '',
  'azure-openai': '',
};

/** The key of a step's account; tests look for it where it must not be. */
const keyOf = (id: string): string => `sk-canary-${id}-0123456789abcdef`;

/** The provider's own name for a step's model. */
export const upstreamModelOf = (id: string): string => `${id}-up`;

function providerOf({ id, dialect = 'openai', url, provider }: StepSpec): Provider {
  return { id: `${id}-cloud`, dialect, baseUrl: `${url}${BASE_PATH[dialect]}`, apiKey: keyOf(id), ...provider };
}

function modelOf({ id, model }: StepSpec): Model {
  return { id, provider: `${id}-cloud`, upstreamModel: upstreamModelOf(id), ...model };
}

/** A document with one chain. Without `policy` the first failure falls back. */
export function chainDocument({ steps, chain, policy, document }: ChainSpec): ConfigDocument {
  const [primary, ...fallbacks] = steps.map(({ id }) => id);
  if (primary === undefined) throw new Error('a chain has at least one step');
  return {
    version: 1,
    providers: steps.map(providerOf),
    models: steps.map(modelOf),
    chains: [{ model: primary, fallbacks, ...chain }],
    policy: policy ?? { preset: 'immediate' },
    ...document,
  };
}

/** A step at a sim. */
export function stepAt(sim: Sim, id: string, dialect: DialectName = 'openai', more: Partial<StepSpec> = {}): StepSpec {
  return { id, dialect, url: sim.url, ...more };
}
