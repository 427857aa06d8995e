import { CHAIN_LISTS, type Chain, type ChainList, type DocumentChange, type PresetName } from '@understudy/contract';
import { listDiff } from './listDiff.ts';
import { policyDiff } from './policyDiff.ts';

/** One difference between a chain and the same chain edited. Places count from 1. */
export type ChainChange =
  | { readonly kind: 'added'; readonly list: ChainList; readonly model: string; readonly to: number }
  | {
      readonly kind: 'moved';
      readonly list: ChainList;
      readonly model: string;
      readonly from: number;
      readonly to: number;
    }
  | { readonly kind: 'removed'; readonly list: ChainList; readonly model: string; readonly from: number }
  /** A special list that begins or ends to be there: undefined = as the fallbacks. */
  | {
      readonly kind: 'list';
      readonly list: ChainList;
      readonly before: readonly string[] | undefined;
      readonly after: readonly string[] | undefined;
    }
  | { readonly kind: 'enabled'; readonly after: boolean }
  | { readonly kind: 'preset'; readonly before: PresetName | undefined; readonly after: PresetName | undefined }
  /** Fields of the chain's own policy. */
  | { readonly kind: 'policy'; readonly fields: readonly DocumentChange[] };

function stepChanges(
  list: ChainList,
  before: readonly string[],
  after: readonly string[],
  touched: readonly string[],
): ChainChange[] {
  const diff = listDiff(before, after, touched);
  const removed = diff.before.flatMap(({ model, removed: gone }, at): ChainChange[] =>
    gone ? [{ kind: 'removed', list, model, from: at + 1 }] : [],
  );
  const others = diff.after.flatMap(({ model, mark }, at): ChainChange[] => {
    if (mark.kind === 'new') return [{ kind: 'added', list, model, to: at + 1 }];
    return mark.kind === 'moved' ? [{ kind: 'moved', list, model, from: mark.was, to: at + 1 }] : [];
  });
  return [...others, ...removed];
}

function listChanges(list: ChainList, before: Chain, after: Chain, touched: readonly string[]): ChainChange[] {
  const [old, now] = [before[list], after[list]];
  if (old === undefined && now === undefined) return [];
  if (old === undefined || now === undefined) return [{ kind: 'list', list, before: old, after: now }];
  // Of two lists without a common step each is the other's replacement, but an empty one has a meaning of its own.
  return stepChanges(list, old, now, touched);
}

function settingChanges(before: Chain, after: Chain): ChainChange[] {
  const enabled = after.enabled ?? true;
  const fields = policyDiff(before.policy, after.policy);
  return [
    ...((before.enabled ?? true) === enabled ? [] : [{ kind: 'enabled', after: enabled } as const]),
    ...(before.preset === after.preset
      ? []
      : [{ kind: 'preset', before: before.preset, after: after.preset } as const]),
    ...(fields.length === 0 ? [] : [{ kind: 'policy', fields } as const]),
  ];
}

/** Everything that differs, in the order of the page; what the number of unsaved changes counts. */
export function chainChanges(before: Chain, after: Chain, touched: readonly string[] = []): ChainChange[] {
  return [
    ...CHAIN_LISTS.flatMap((list) => listChanges(list, before, after, touched)),
    ...settingChanges(before, after),
  ];
}
