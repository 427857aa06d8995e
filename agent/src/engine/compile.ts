import {
  DEFAULT_DEADLINES,
  REASONING_DEADLINES,
  breakerSettings,
  effectivePolicy,
  type Chain,
  type ConfigDocument,
  type Deadlines,
  type Model,
  type Price,
  type Provider,
} from '@understudy/contract';
import type { CompiledChain, Snapshot, Step } from './step.ts';

const FREE: Price = { input: 0, output: 0 };

interface Registry {
  readonly document: ConfigDocument;
  readonly providers: ReadonlyMap<string, Provider>;
  readonly models: ReadonlyMap<string, Model>;
  readonly breakers: ReadonlyMap<string, Step['breaker']>;
  readonly hasCredential: (provider: Provider) => boolean;
}

/**
 * Resolves a checked document to what the hot path reads. Unknown ids are left out, which a checked document has none of.
 * @param hasCredential whether the provider's key could be resolved; providers without a usable one are never called
 */
export function compileSnapshot(
  document: ConfigDocument,
  revision: number,
  hasCredential: (provider: Provider) => boolean,
): Snapshot {
  const registry: Registry = {
    document,
    providers: new Map(document.providers.map((provider) => [provider.id, provider])),
    models: new Map(document.models.map((model) => [model.id, model])),
    breakers: new Map(document.providers.map((provider) => [provider.id, breakerSettings(document.policy, provider)])),
    hasCredential,
  };
  const byModel = new Map(document.chains.map((chain) => [chain.model, chain]));
  const chains = new Map<string, CompiledChain>();
  for (const model of document.models) {
    const chain = byModel.get(model.id);
    chains.set(model.id, compileChain(registry, model, chain?.enabled === false ? undefined : chain));
  }
  return {
    revision,
    chains,
    override: (id, fallbacks) => overrideChain(registry, byModel.get(id), id, fallbacks),
  };
}

function overrideChain(
  registry: Registry,
  own: Chain | undefined,
  id: string,
  fallbacks: readonly string[],
): CompiledChain | null {
  const model = registry.models.get(id);
  if (model === undefined || fallbacks.some((fallback) => !registry.models.has(fallback))) return null;
  const { contextWindowFallbacks: _context, contentPolicyFallbacks: _content, ...rest } = own ?? { model: id };
  return compileChain(registry, model, { ...rest, fallbacks: [...fallbacks] });
}

function isReasoning(model: Model): boolean {
  return model.capabilities?.includes('reasoning') ?? false;
}

function compileChain(registry: Registry, model: Model, chain: Chain | undefined): CompiledChain {
  const policyFor = (deadlines: Deadlines) => effectivePolicy(registry.document.policy, chain, deadlines);
  const plain = policyFor(DEFAULT_DEADLINES);
  const reasoning = policyFor(REASONING_DEADLINES);
  const stepOf = (id: string): Step[] => {
    const entry = registry.models.get(id);
    const provider = entry === undefined ? undefined : registry.providers.get(entry.provider);
    if (entry === undefined || provider === undefined) return [];
    return [compileStep(registry, entry, provider, (isReasoning(entry) ? reasoning : plain).deadlines)];
  };
  const listOf = (ids: readonly string[] | undefined): Step[] | null => (ids === undefined ? null : ids.flatMap(stepOf));
  return {
    model: model.id,
    steps: [model.id, ...(chain?.fallbacks ?? [])].flatMap(stepOf),
    contextWindow: listOf(chain?.contextWindowFallbacks),
    contentPolicy: listOf(chain?.contentPolicyFallbacks),
    policy: isReasoning(model) ? reasoning : plain,
  };
}

function blockedBy(registry: Registry, model: Model, provider: Provider): string {
  if (model.enabled === false) return `model ${model.id} is disabled`;
  if (provider.enabled === false) return `provider ${provider.id} is disabled`;
  if (!registry.hasCredential(provider)) return `provider ${provider.id} has no usable credential`;
  return '';
}

function compileStep(registry: Registry, model: Model, provider: Provider, deadlines: Deadlines): Step {
  const upstreamModel = model.upstreamModel ?? model.id;
  const blocked = blockedBy(registry, model, provider);
  const own = Object.fromEntries(Object.entries(provider.deadlines ?? {}).filter(([, value]) => value !== undefined));
  return {
    model: model.id,
    provider: provider.id,
    upstreamModel,
    dialect: provider.dialect,
    target: `${provider.id} ${upstreamModel}`,
    callable: blocked === '',
    blockedBy: blocked,
    capabilities: model.capabilities === undefined ? null : new Set(model.capabilities),
    contextWindow: model.contextWindow ?? null,
    price: provider.location === 'local' ? FREE : (model.price ?? null),
    deadlines: { ...deadlines, ...own },
    breaker: registry.breakers.get(provider.id) ?? breakerSettings(registry.document.policy, provider),
  };
}
