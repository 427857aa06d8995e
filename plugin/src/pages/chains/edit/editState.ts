import type { Chain } from '@understudy/contract';
import { chainChanges } from './chainChanges.ts';
import { editChain, type ChainEdit } from './chainEdit.ts';
import { emptyChain, sameChain, type ChainSnapshot } from './chainSnapshot.ts';
import { mergeChains } from './mergeChains.ts';

/** Edits further back than this are not undone. */
const MAX_UNDO = 100;

/** A chain as edited, with the steps that were dragged on the way. */
export interface Draft {
  readonly chain: Chain;
  readonly touched: readonly string[];
}

/** Everything about the edits of one chain. */
export interface EditState {
  readonly model: string;
  /** What the edits are made against, and what the page loaded. */
  readonly base: ChainSnapshot;
  readonly draft: Draft;
  /** Drafts before this one, the newest last. */
  readonly past: readonly Draft[];
  /** Drafts that were undone, the next one last. */
  readonly future: readonly Draft[];
  /** What somebody else saved meanwhile, while there are edits; null = nothing. */
  readonly theirs: ChainSnapshot | null;
}

/** What happens to the edits. */
export type EditAction =
  | { readonly type: 'edit'; readonly edit: ChainEdit }
  | { readonly type: 'undo' }
  | { readonly type: 'redo' }
  | { readonly type: 'discard' }
  /** The chain as the agent holds it now: read again, or told by a refused write. */
  | { readonly type: 'seen'; readonly snapshot: ChainSnapshot }
  | { readonly type: 'saved'; readonly snapshot: ChainSnapshot }
  | { readonly type: 'keepMine' }
  | { readonly type: 'discardMine' };

function draftOf(model: string, { chain }: ChainSnapshot): Draft {
  return { chain: chain ?? emptyChain(model), touched: [] };
}

/** The state with nothing edited. */
export function cleanState(model: string, base: ChainSnapshot): EditState {
  return { model, base, draft: draftOf(model, base), past: [], future: [], theirs: null };
}

/** What the edits are compared with. */
export function baseChain({ model, base }: EditState): Chain {
  return base.chain ?? emptyChain(model);
}

/** Whether saving would change anything. */
export function isDirty(state: EditState): boolean {
  return !sameChain(baseChain(state), state.draft.chain);
}

/** Everything that saving would change. */
export function unsavedChanges(state: EditState): ReturnType<typeof chainChanges> {
  return chainChanges(baseChain(state), state.draft.chain, state.draft.touched);
}

function withDraft(state: EditState, draft: Draft): EditState {
  return { ...state, draft, past: [...state.past, state.draft].slice(-MAX_UNDO), future: [] };
}

function touchedBy(edit: ChainEdit, { chain, touched }: Draft): readonly string[] {
  if (edit.type === 'replace') return [];
  const model = edit.type === 'move' ? chain[edit.list]?.[edit.from] : undefined;
  return model === undefined || touched.includes(model) ? touched : [...touched, model];
}

function edited(state: EditState, edit: ChainEdit): EditState {
  const chain = editChain(state.draft.chain, edit);
  if (chain === state.draft.chain) return state;
  return withDraft(state, { chain, touched: touchedBy(edit, state.draft) });
}

function seen(state: EditState, snapshot: ChainSnapshot): EditState {
  if (snapshot.etag === state.base.etag) return state.theirs === null ? state : { ...state, theirs: null };
  if (!isDirty(state)) return cleanState(state.model, snapshot);
  // Somebody else saved just what is edited here: there is nothing left to save.
  if (snapshot.chain !== null && sameChain(snapshot.chain, state.draft.chain)) return cleanState(state.model, snapshot);
  return { ...state, theirs: snapshot };
}

function keptMine(state: EditState, theirs: ChainSnapshot): EditState {
  const { base, draft, model } = state;
  const chain = mergeChains({ base: base.chain, theirs: theirs.chain, mine: draft.chain, touched: draft.touched });
  // An undo across this line would take back what they saved.
  return { ...cleanState(model, theirs), draft: { chain, touched: draft.touched } };
}

function next(state: EditState, action: EditAction): EditState {
  const { past, future, draft, theirs } = state;
  switch (action.type) {
    case 'edit':
      return edited(state, action.edit);
    case 'undo': {
      const before = past.at(-1);
      return before === undefined
        ? state
        : { ...state, draft: before, past: past.slice(0, -1), future: [...future, draft] };
    }
    case 'redo': {
      const again = future.at(-1);
      return again === undefined
        ? state
        : { ...state, draft: again, past: [...past, draft], future: future.slice(0, -1) };
    }
    case 'discard':
      // Undone like any other edit.
      return isDirty(state) ? withDraft(state, draftOf(state.model, state.base)) : state;
    case 'seen':
      return seen(state, action.snapshot);
    case 'saved':
      return cleanState(state.model, action.snapshot);
    case 'keepMine':
      return theirs === null ? state : keptMine(state, theirs);
    case 'discardMine':
      return theirs === null ? state : cleanState(state.model, theirs);
  }
}

/** The next state; a pure function. Where nothing is edited any more, what somebody else saved is simply what is shown. */
export function editReducer(state: EditState, action: EditAction): EditState {
  const after = next(state, action);
  return after.theirs === null || isDirty(after) ? after : cleanState(after.model, after.theirs);
}
