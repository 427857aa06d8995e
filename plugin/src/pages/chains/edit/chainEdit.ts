import type { Chain, ChainList, ChainPolicy, PresetName } from '@understudy/contract';
import { sameValue } from './chainSnapshot.ts';

/** One edit of a chain. Places count from 0. */
export type ChainEdit =
  | { readonly type: 'move'; readonly list: ChainList; readonly from: number; readonly to: number }
  | { readonly type: 'add'; readonly list: ChainList; readonly model: string }
  | { readonly type: 'remove'; readonly list: ChainList; readonly model: string }
  /** What a special list does: `as above` follows the fallbacks, `none` is no fallback. */
  | { readonly type: 'special'; readonly list: SpecialList; readonly mode: SpecialMode }
  | { readonly type: 'enable'; readonly enabled: boolean }
  /** Undefined = the policy's. */
  | { readonly type: 'preset'; readonly preset: PresetName | undefined }
  /** The chain's own policy; undefined = it follows the policy in everything. */
  | { readonly type: 'policy'; readonly policy: ChainPolicy | undefined }
  /** Another chain in its place, as one of the history. */
  | { readonly type: 'replace'; readonly chain: Chain };

/** The lists that serve one trigger each. */
export type SpecialList = Exclude<ChainList, 'fallbacks'>;
export const SPECIAL_LISTS: readonly SpecialList[] = ['contextWindowFallbacks', 'contentPolicyFallbacks'];

/** Absent, empty, or a list of its own. */
export type SpecialMode = 'as above' | 'none' | 'own';

/** What a special list does in a chain. */
export function specialMode(chain: Chain, list: SpecialList): SpecialMode {
  const models = chain[list];
  if (models === undefined) return 'as above';
  return models.length === 0 ? 'none' : 'own';
}

type Edit<T extends ChainEdit['type']> = Extract<ChainEdit, { readonly type: T }>;

/** A chain without one of its settings; the model is never one of them. */
function without(chain: Chain, key: Exclude<keyof Chain, 'model' | 'fallbacks'>): Chain {
  const { [key]: _gone, ...rest } = chain;
  return rest;
}

function move(chain: Chain, { list, from, to }: Edit<'move'>): Chain {
  const models = chain[list] ?? [];
  const model = models[from];
  const place = Math.min(Math.max(to, 0), models.length - 1);
  if (model === undefined || from === place) return chain;
  const rest = models.filter((_, at) => at !== from);
  return { ...chain, [list]: [...rest.slice(0, place), model, ...rest.slice(place)] };
}

function add(chain: Chain, { list, model }: Edit<'add'>): Chain {
  const models = chain[list] ?? [];
  return models.includes(model) ? chain : { ...chain, [list]: [...models, model] };
}

function remove(chain: Chain, { list, model }: Edit<'remove'>): Chain {
  const models = chain[list] ?? [];
  return models.includes(model) ? { ...chain, [list]: models.filter((other) => other !== model) } : chain;
}

function special(chain: Chain, { list, mode }: Edit<'special'>): Chain {
  if (specialMode(chain, list) === mode) return chain;
  if (mode === 'as above') return without(chain, list);
  if (mode === 'none') return { ...chain, [list]: [] };
  // A list of its own begins as what served until now.
  return { ...chain, [list]: chain.fallbacks };
}

function enable(chain: Chain, { enabled }: Edit<'enable'>): Chain {
  if ((chain.enabled ?? true) === enabled) return chain;
  // On is the default: it is said by saying nothing.
  return enabled ? without(chain, 'enabled') : { ...chain, enabled: false };
}

function preset(chain: Chain, { preset: name }: Edit<'preset'>): Chain {
  if (chain.preset === name) return chain;
  return name === undefined ? without(chain, 'preset') : { ...chain, preset: name };
}

function policy(chain: Chain, { policy: own }: Edit<'policy'>): Chain {
  if (sameValue(chain.policy ?? {}, own ?? {})) return chain;
  return own === undefined ? without(chain, 'policy') : { ...chain, policy: own };
}

/** The chain after an edit; the same object where the edit changes nothing. */
export function editChain(chain: Chain, edit: ChainEdit): Chain {
  switch (edit.type) {
    case 'move':
      return move(chain, edit);
    case 'add':
      return add(chain, edit);
    case 'remove':
      return remove(chain, edit);
    case 'special':
      return special(chain, edit);
    case 'enable':
      return enable(chain, edit);
    case 'preset':
      return preset(chain, edit);
    case 'policy':
      return policy(chain, edit);
    case 'replace':
      return edit.chain;
  }
}
