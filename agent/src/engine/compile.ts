import {
  DEFAULT_DEADLINES,
  REASONING_DEADLINES,
  breakerSettings,
  effectivePolicy,
  type Chain,
  type ConfigDocument,
  type EffectivePolicy,
  type Model,
  type Price,
  type Provider,
} from '@understudy/contract';
import type { CompiledChain, Snapshot, Step } from './step.ts';

const FREE: Price = { input: 0, output: 0 };

/** A chain's rules, for models that answer at once and for those that think first. */
interface Policies {
  readonly plain: EffectivePolicy;
  readonly reasoning: EffectivePolicy;
}

interface Registry {
  readonly document: ConfigDocument;
  readonly providers: ReadonlyMap<string, Provider>;
  readonly models: ReadonlyMap<string, Model>;
  readonly breakers: ReadonlyMap<string, Step['breaker']>;
  readonly hasCredential: (provider: Provider) => boolean;
  /** The rules of every chain that has none of its own. */
  readonly shared: Policies;
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
    shared: policiesOf(document, undefined),
  };
  const inForce = document.chains.filter((chain) => chain.enabled !== false);
  const byModel = new Map(inForce.map((chain) => [chain.model, chain]));
  const chains = new Map<string, CompiledChain>();
  for (const model of document.models) {
    const chain = byModel.get(model.id);
    chains.set(model.id, compileChain(registry, model, chain, chainPolicies(registry, chain)));
  }
  return { revision, chains, override: overrides(registry, byModel) };
}

/** `Snapshot.override`. A model's rules are worked out on its first override only: clients may send one with every request. */
function overrides(registry: Registry, byModel: ReadonlyMap<string, Chain>): Snapshot['override'] {
  const known = new Map<string, Policies>();
  return (id, fallbacks) => {
    const model = registry.models.get(id);
    if (model === undefined || fallbacks.some((fallback) => !registry.models.has(fallback))) return null;
    const own = byModel.get(id);
    // The fallbacks of the request serve every trigger: the chain's special lists are left out.
    const chain: Chain = {
      model: id,
      fallbacks: [...fallbacks],
      ...(own?.preset === undefined ? {} : { preset: own.preset }),
      ...(own?.policy === undefined ? {} : { policy: own.policy }),
    };
    const policies = known.get(id) ?? chainPolicies(registry, chain);
    known.set(id, policies);
    return compileChain(registry, model, chain, policies);
  };
}

function policiesOf(document: ConfigDocument, chain: Chain | undefined): Policies {
  return {
    plain: effectivePolicy(document.policy, chain, DEFAULT_DEADLINES),
    reasoning: effectivePolicy(document.policy, chain, REASONING_DEADLINES),
  };
}

function chainPolicies(registry: Registry, chain: Chain | undefined): Policies {
  const own = chain?.preset ?? chain?.policy ?? chain?.contextWindowFallbacks ?? chain?.contentPolicyFallbacks;
  return own === undefined ? registry.shared : policiesOf(registry.document, chain);
}

function isReasoning(model: Model): boolean {
  return model.capabilities?.includes('reasoning') ?? false;
}

function compileChain(registry: Registry, model: Model, chain: Chain | undefined, policies: Policies): CompiledChain {
  const policyOf = (entry: Model): EffectivePolicy => (isReasoning(entry) ? policies.reasoning : policies.plain);
  const stepOf = (id: string): Step[] => {
    const entry = registry.models.get(id);
    const provider = entry === undefined ? undefined : registry.providers.get(entry.provider);
    if (entry === undefined || provider === undefined) return [];
    return [compileStep(registry, entry, provider, policyOf(entry).deadlines)];
  };
  const listOf = (ids: readonly string[] | undefined): Step[] | null =>
    ids === undefined ? null : ids.flatMap(stepOf);
  return {
    model: model.id,
    steps: [model.id, ...(chain?.fallbacks ?? [])].flatMap(stepOf),
    contextWindow: listOf(chain?.contextWindowFallbacks),
    contentPolicy: listOf(chain?.contentPolicyFallbacks),
    policy: policyOf(model),
  };
}

function blockedBy(registry: Registry, model: Model, provider: Provider): string {
  if (model.enabled === false) return `model ${model.id} is disabled`;
  if (provider.enabled === false) return `provider ${provider.id} is disabled`;
  if (!registry.hasCredential(provider)) return `provider ${provider.id} has no usable credential`;
  return '';
}

function compileStep(registry: Registry, model: Model, provider: Provider, deadlines: Step['deadlines']): Step {
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
