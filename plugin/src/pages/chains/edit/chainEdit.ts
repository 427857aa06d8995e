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

function without<K extends keyof Chain>(chain: Chain, key: K): Chain {
  const { [key]: _gone, ...rest } = chain;
  // The model is never what is left out here.
  return rest as Chain;
}

function moved(models: readonly string[], from: number, to: number): string[] {
  const rest = models.filter((_, at) => at !== from);
  const model = models[from];
  return model === undefined ? [...models] : [...rest.slice(0, to), model, ...rest.slice(to)];
}

function withSpecial(chain: Chain, list: SpecialList, mode: SpecialMode): Chain {
  if (mode === 'as above') return without(chain, list);
  if (mode === 'none') return { ...chain, [list]: [] };
  // A list of its own begins as what served until now.
  return { ...chain, [list]: chain[list]?.length ? chain[list] : chain.fallbacks };
}

/** The chain after an edit; the same object where the edit changes nothing. */
export function editChain(chain: Chain, edit: ChainEdit): Chain {
  switch (edit.type) {
    case 'move': {
      const models = chain[edit.list] ?? [];
      const last = models.length - 1;
      const to = Math.min(Math.max(edit.to, 0), last);
      return edit.from === to || edit.from < 0 || edit.from > last
        ? chain
        : { ...chain, [edit.list]: moved(models, edit.from, to) };
    }
    case 'add':
      return chain[edit.list]?.includes(edit.model)
        ? chain
        : { ...chain, [edit.list]: [...(chain[edit.list] ?? []), edit.model] };
    case 'remove':
      return chain[edit.list]?.includes(edit.model)
        ? { ...chain, [edit.list]: chain[edit.list]?.filter((model) => model !== edit.model) }
        : chain;
    case 'special':
      return specialMode(chain, edit.list) === edit.mode ? chain : withSpecial(chain, edit.list, edit.mode);
    case 'enable':
      if ((chain.enabled ?? true) === edit.enabled) return chain;
      // On is the default: it is said by saying nothing.
      return edit.enabled ? without(chain, 'enabled') : { ...chain, enabled: false };
    case 'preset':
      if (chain.preset === edit.preset) return chain;
      return edit.preset === undefined ? without(chain, 'preset') : { ...chain, preset: edit.preset };
    case 'policy':
      if (sameValue(chain.policy ?? {}, edit.policy ?? {})) return chain;
      return edit.policy === undefined ? without(chain, 'policy') : { ...chain, policy: edit.policy };
    case 'replace':
      return edit.chain;
  }
}
