import { idSchema, LITELLM_KINDS, type Chain, type LitellmFinding, type LitellmKind } from '@understudy/contract';
import { readFallbackList, type Target } from '../file/fallbackLists.ts';
import { explains, tells } from '../file/finding.ts';
import { listOf, type PlainRecord } from '../file/plain.ts';
import { LIST_KEYS } from '../render/routerSettings.ts';
import type { ImportedPolicy } from './importPolicy.ts';

/** Hops that Understudy makes at most. */
const MAX_HOPS = 9;

interface ImportedChains {
  readonly chains: Chain[];
  readonly findings: readonly LitellmFinding[];
}

type Lists = Readonly<Record<LitellmKind, ReadonlyMap<string, readonly Target[]>>>;

class ChainReader {
  readonly findings: LitellmFinding[] = [];
  readonly #models: ReadonlySet<string>;

  constructor(models: ReadonlySet<string>) {
    this.#models = models;
  }

  lists(router: PlainRecord): Lists {
    const read = (kind: LitellmKind): ReadonlyMap<string, readonly Target[]> => {
      const { entries, findings } = readFallbackList(router[LIST_KEYS[kind]], `router_settings.${LIST_KEYS[kind]}`);
      this.findings.push(...findings);
      return entries;
    };
    return { general: read('general'), context_window: read('context_window'), content_policy: read('content_policy') };
  }

  targets(group: string, kind: LitellmKind, targets: readonly Target[]): string[] {
    const path = `router_settings.${LIST_KEYS[kind]}`;
    const kept = new Set<string>();
    for (const target of targets) {
      if (typeof target !== 'string') {
        this.#lose(path, `${group}: a fallback with parameters of its own`, 'target_parameters');
      } else if (!this.#models.has(target)) {
        this.#lose(path, `${group}: the fallback ${target}, which was not carried over`, 'target_lost');
      } else kept.add(target);
    }
    if (kept.size > MAX_HOPS) {
      this.#lose(path, `${group}: ${kept.size} fallbacks; ${MAX_HOPS} are walked`, 'too_many_hops');
    }
    return [...kept];
  }

  #lose(path: string, what: string, code: string): void {
    this.findings.push(
      explains({ code, path, message: what, fix: 'It is left out; add it in Understudy where it can be.' }),
    );
  }
}

/** Groups of any list that are models, in order. */
function groupsOf(lists: Lists, models: ReadonlySet<string>): string[] {
  return [...new Set(LITELLM_KINDS.flatMap((kind) => [...lists[kind].keys()]))].filter((group) => models.has(group));
}

/**
 * LiteLLM's rule: where no group has a list of a kind, the general one serves it; where one has, groups without go without.
 */
function specialList(kind: 'context_window' | 'content_policy', group: string, lists: Lists, reader: ChainReader) {
  const own = lists[kind].get(group);
  if (own !== undefined) return reader.targets(group, kind, own);
  return lists[kind].size > 0 ? [] : undefined;
}

function skipped(lists: Lists, models: ReadonlySet<string>): LitellmFinding[] {
  const lost = [...lists.general.keys()].filter((group) => group !== '*' && !models.has(group));
  return lost.map((group) =>
    explains({
      code: 'chain_lost',
      path: 'router_settings.fallbacks',
      message: `the chain of ${group} is not carried over: ${idSchema.safeParse(group).success ? 'the model was not' : 'such a name cannot be an id'}`,
      fix: 'It stays in the file where its group is still there.',
    }),
  );
}

function defaults(router: PlainRecord, groups: readonly string[], models: ReadonlySet<string>): LitellmFinding[] {
  const named = listOf(router['default_fallbacks']);
  const without = [...models].filter((model) => !groups.includes(model));
  if (named.length === 0 || without.length === 0) return [];
  const message = `default_fallbacks serve models without a chain (${without.slice(0, 5).join(', ')}); Understudy has no such list`;
  const fix = 'They stay in the file; add a chain for each model that should have one.';
  return [explains({ code: 'default_fallbacks', path: 'router_settings.default_fallbacks', message, fix })];
}

function cycleFindings(chains: readonly Chain[]): LitellmFinding[] {
  const edges = new Map(chains.map(({ model, fallbacks }) => [model, fallbacks]));
  const cyclic = chains.filter(({ model }) => {
    const seen = new Set<string>();
    const open = [...(edges.get(model) ?? [])];
    for (let node = open.pop(); node !== undefined; node = open.pop()) {
      if (node === model) return true;
      if (!seen.has(node)) open.push(...(edges.get(node) ?? []));
      seen.add(node);
    }
    return false;
  });
  if (cyclic.length === 0) return [];
  const message = `chains form a cycle (${cyclic
    .map(({ model }) => model)
    .slice(0, 5)
    .join(', ')}): legal in LiteLLM, refused by Understudy`;
  const fix =
    'Import with allowCycles (--allow-cycles), which sets validation.crossChainCycles: warn, or break the cycle.';
  return [explains({ code: 'cycle', path: 'router_settings.fallbacks', message, fix })];
}

/** Reads the three lists as chains of the models that were carried over. */
export function importChains(router: PlainRecord, models: ReadonlySet<string>, policy: ImportedPolicy): ImportedChains {
  const reader = new ChainReader(models);
  const lists = reader.lists(router);
  const groups = groupsOf(lists, models);
  const refusalsMove = lists.content_policy.size === 0 && groups.length > 0;
  const chains = groups.map((group) => {
    const own = policy.ofGroup(group);
    const triggers = { ...own?.triggers, ...(refusalsMove ? { content_policy: { enabled: true } } : {}) };
    const context = specialList('context_window', group, lists, reader);
    const content = specialList('content_policy', group, lists, reader);
    return {
      model: group,
      fallbacks: reader.targets(group, 'general', lists.general.get(group) ?? []),
      ...(context === undefined ? {} : { contextWindowFallbacks: context }),
      ...(content === undefined ? {} : { contentPolicyFallbacks: content }),
      ...(Object.keys(triggers).length > 0 ? { policy: { triggers } } : {}),
    };
  });
  const moved = refusalsMove
    ? [
        tells({
          code: 'refusals_move',
          path: 'router_settings.content_policy_fallbacks',
          message:
            'without content_policy_fallbacks LiteLLM routes a refused content around: the trigger content_policy is on for these chains',
          fix: 'Turn it off where a refusal should reach the client.',
        }),
      ]
    : [];
  const findings = [...reader.findings, ...skipped(lists, models), ...defaults(router, groups, models), ...moved];
  return { chains, findings: [...findings, ...cycleFindings(chains)] };
}
