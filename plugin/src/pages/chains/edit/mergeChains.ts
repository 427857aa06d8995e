import { CHAIN_LISTS, type Chain, type ChainList } from '@understudy/contract';
import { emptyChain, sameValue } from './chainSnapshot.ts';
import { mergeList } from './mergeList.ts';

/** A chain in three states; see `ThreeLists`. Null = the model has no chain. */
export interface ThreeChains {
  readonly base: Chain | null;
  readonly theirs: Chain | null;
  readonly mine: Chain;
  readonly touched: readonly string[];
}

/** What was edited here wins; what was not is theirs. */
function pick<T>(base: T, theirs: T, mine: T): T {
  return sameValue(base, mine) ? theirs : mine;
}

function mergedList(
  list: ChainList,
  { base, theirs, mine, touched }: Record<'base' | 'theirs' | 'mine', Chain> & Pick<ThreeChains, 'touched'>,
) {
  const [old, other, own] = [base[list], theirs[list], mine[list]];
  if (old === undefined || other === undefined || own === undefined) return pick(old, other, own);
  return mergeList({ base: old, theirs: other, mine: own, touched });
}

/** Their chain with the edits of here on top. */
export function mergeChains({ base, theirs, mine, touched }: ThreeChains): Chain {
  const empty = emptyChain(mine.model);
  const all = { base: base ?? empty, theirs: theirs ?? empty, mine };
  const lists = CHAIN_LISTS.map((list) => [list, mergedList(list, { ...all, touched })] as const);
  const settings = (['enabled', 'preset', 'policy'] as const).map(
    (key) => [key, pick<unknown>(all.base[key], all.theirs[key], mine[key])] as const,
  );
  const present = [...lists, ...settings].filter(([, value]) => value !== undefined);
  // Every value is one that a chain of the three had under the same key.
  return { ...empty, ...(Object.fromEntries(present) as Partial<Chain>) };
}
