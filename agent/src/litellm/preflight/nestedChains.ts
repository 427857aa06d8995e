import { LITELLM_KINDS, type LitellmFinding } from '@understudy/contract';
import { readFallbackList, targetGroup } from '../file/fallbackLists.ts';
import { explains } from '../file/finding.ts';
import { recordOf, type PlainRecord } from '../file/plain.ts';
import { LIST_KEYS } from '../render/routerSettings.ts';

/** As many as are named; the rest is counted. */
const MAX_NAMED = 5;

/** Targets of each group, of a list's entries that lead anywhere. */
function edgesOf(value: unknown): Map<string, string[]> {
  const { entries } = readFallbackList(value, '');
  return new Map(
    [...entries]
      .map(([group, targets]) => [group, targets.map(targetGroup).filter((name) => name !== undefined)] as const)
      .filter(([, targets]) => targets.length > 0)
      .map(([group, targets]) => [group, [...targets]]),
  );
}

function reaches(edges: ReadonlyMap<string, readonly string[]>, from: string, to: string): boolean {
  const seen = new Set([from]);
  for (const node of seen) {
    for (const next of edges.get(node) ?? []) {
      if (next === to) return true;
      seen.add(next);
    }
  }
  return false;
}

function named(names: readonly string[]): string {
  const more = names.length - MAX_NAMED;
  return [...names.slice(0, MAX_NAMED), ...(more > 0 ? [`${more} more`] : [])].join(', ');
}

/** Chains whose fallbacks have chains: LiteLLM follows them, Understudy walks flat. */
export function chainsOfChains(value: PlainRecord): LitellmFinding[] {
  const router = recordOf(value['router_settings']);
  return LITELLM_KINDS.flatMap((kind) => {
    const path = `router_settings.${LIST_KEYS[kind]}`;
    const edges = edgesOf(router[LIST_KEYS[kind]]);
    const nested = [...edges]
      .filter(([, targets]) => targets.some((target) => edges.has(target)))
      .map(([group]) => group);
    if (nested.length === 0) return [];
    const cyclic = nested.filter((group) => reaches(edges, group, group));
    const message =
      `fallbacks with chains of their own (${named(nested)}): where such a fallback fails, LiteLLM goes on along its chain ` +
      'first, as deep as max_fallbacks; Understudy walks the list of the model that was asked for';
    const fix = 'Nothing has to be done where that is fine; lists that end in models without chains are walked alike.';
    const found = [explains({ code: 'nested_chain', path, message, fix })];
    if (cyclic.length === 0) return found;
    const round = `chains that lead back to themselves (${named(cyclic)}): LiteLLM accepts them, and tries each group once`;
    return [...found, explains({ code: 'cycle', path, message: round, fix: 'Break the cycle if it was not meant.' })];
  });
}
