import {
  effectivePolicy,
  type Chain,
  type ConfigDocument,
  type EffectivePolicy,
  type LitellmKind,
  type Model,
  type Provider,
} from '@understudy/contract';

/** A model that can be called, with its provider. */
export interface Callable {
  readonly model: Model;
  readonly provider: Provider;
}

/** Models that are on, at providers that are on, in the document's order. */
export function callableModels({ models, providers }: ConfigDocument): Map<string, Callable> {
  const byId = new Map(providers.map((provider) => [provider.id, provider]));
  const found = new Map<string, Callable>();
  for (const model of models) {
    const provider = byId.get(model.provider);
    if (provider !== undefined && provider.enabled !== false && model.enabled !== false) {
      found.set(model.id, { model, provider });
    }
  }
  return found;
}

/** The flat lists of one model group, one a kind. An empty one keeps LiteLLM from falling back. */
export interface ChainLists {
  readonly group: string;
  readonly lists: Readonly<Record<LitellmKind, readonly string[]>>;
}

/**
 * A chain as LiteLLM needs it: one entry in each list, also where a trigger is off. Without an entry LiteLLM would take the
 * general fallback away (where another group has one) or use it (where none has).
 */
function chainLists(chain: Chain, policy: EffectivePolicy, callable: ReadonlyMap<string, unknown>): ChainLists {
  const usable = (ids: readonly string[]): string[] =>
    chain.enabled === false ? [] : ids.filter((id) => callable.has(id)).slice(0, policy.maxDepth);
  const general = usable(chain.fallbacks);
  const special = (enabled: boolean, own: readonly string[] | undefined): readonly string[] => {
    if (!enabled) return [];
    return own === undefined ? general : usable(own);
  };
  const { context_window: context, content_policy: content } = policy.triggers;
  return {
    group: chain.model,
    lists: {
      general,
      context_window: special(context.enabled, chain.contextWindowFallbacks),
      content_policy: special(content.enabled, chain.contentPolicyFallbacks),
    },
  };
}

/** LiteLLM takes `gpt-4o` and `openai/gpt-4o` for the same key where one of them has no entry of its own. */
function sharesKey(a: string, b: string): boolean {
  return a.endsWith(`/${b}`) || b.endsWith(`/${a}`);
}

const NONE = { general: [], context_window: [], content_policy: [] } as const;

/** Lists of every chain in the document's order, and empty ones for models that would otherwise get a namesake's. */
export function allChainLists(document: ConfigDocument): ChainLists[] {
  const callable = callableModels(document);
  const chains = document.chains.filter(({ model }) => callable.has(model));
  const lists = chains.map((chain) => chainLists(chain, effectivePolicy(document.policy, chain), callable));
  const groups = new Set(lists.map(({ group }) => group));
  const bySuffix = new Set([...groups].map((group) => group.slice(group.lastIndexOf('/') + 1)));
  const namesakes = [...callable.keys()].filter(
    (id) =>
      !groups.has(id) &&
      bySuffix.has(id.slice(id.lastIndexOf('/') + 1)) &&
      [...groups].some((group) => sharesKey(id, group)),
  );
  return [...lists, ...namesakes.map((group) => ({ group, lists: NONE }))];
}
