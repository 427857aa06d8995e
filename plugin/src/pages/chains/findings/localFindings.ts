import { checkDocument, type Chain, type ConfigDocument, type Finding, type ModelResource } from '@understudy/contract';
import type { Registry } from '../steps/registry.ts';

/** A provider as far as the rules of a chain look at it. Its credential is told apart, so none is needed here. */
function providerOf({ provider, status }: ModelResource): ConfigDocument['providers'][number] {
  return {
    id: provider,
    dialect: 'openai',
    baseUrl: 'http://localhost',
    location: status?.local === true ? 'local' : 'remote',
  };
}

/**
 * Findings of a chain as it is stored, by the same rules as the agent's, for those who may not ask the agent to check one.
 * What only the agent knows (its other chains, whether a credential can be read) is told by the steps' own health.
 */
export function localFindings(chain: Chain, registry: Registry, costMultiplier: number): Finding[] {
  const ids = new Set([
    chain.model,
    ...chain.fallbacks,
    ...(chain.contextWindowFallbacks ?? []),
    ...(chain.contentPolicyFallbacks ?? []),
  ]);
  const resources = [...ids].flatMap((id) => registry.get(id) ?? []);
  const providers = new Map(resources.map((model) => [model.provider, providerOf(model)]));
  const document: ConfigDocument = {
    version: 1,
    providers: [...providers.values()],
    models: resources.map(({ status: _status, ...model }) => model),
    chains: [chain],
    warnings: { costMultiplier },
  };
  return checkDocument(document, { hasCredential: () => true }).filter(({ about }) =>
    about?.some((place) => place.chain === chain.model),
  );
}
