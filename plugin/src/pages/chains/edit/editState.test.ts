import { describe, expect, it } from '@jest/globals';
import type { Chain } from '@understudy/contract';
import { cleanState, editReducer, isDirty, unsavedChanges, type EditAction, type EditState } from './editState.ts';

const base = { chain: { model: 'gpt-4o', fallbacks: ['a', 'b', 'c'] }, etag: '"1"' };
const newer = { chain: { model: 'gpt-4o', fallbacks: ['a', 'b', 'c', 'd'] }, etag: '"2"' };
const start = cleanState('gpt-4o', base);
const moveUp: EditAction = { type: 'edit', edit: { type: 'move', list: 'fallbacks', from: 2, to: 0 } };
const removeA: EditAction = { type: 'edit', edit: { type: 'remove', list: 'fallbacks', model: 'a' } };

function after(state: EditState, ...actions: EditAction[]): EditState {
  return actions.reduce(editReducer, state);
}

const shown = ({ draft }: EditState): string => draft.chain.fallbacks.join('');

describe('edits of a chain', () => {
  it('begin clean, also where there is no chain yet', () => {
    expect(isDirty(start)).toBe(false);
    const none = cleanState('o4-mini', { chain: null, etag: undefined });
    expect(none.draft.chain).toEqual({ model: 'o4-mini', fallbacks: [] });
    expect(isDirty(none)).toBe(false);
  });

  it('leave what was loaded as it was', () => {
    const state = after(start, moveUp, removeA);
    expect(state.base).toBe(base);
    expect(shown(state)).toBe('cb');
    expect(unsavedChanges(state).map(({ kind }) => kind)).toEqual(['moved', 'removed']);
  });

  it('are no edits where nothing changes', () => {
    expect(after(start, { type: 'edit', edit: { type: 'add', list: 'fallbacks', model: 'a' } })).toBe(start);
  });

  it('are clean again when the last one takes back the first', () => {
    const back: EditAction = { type: 'edit', edit: { type: 'move', list: 'fallbacks', from: 0, to: 2 } };
    const state = after(start, moveUp, back);
    expect(isDirty(state)).toBe(false);
    expect(unsavedChanges(state)).toEqual([]);
  });

  it('mark the dragged one of two that changed places', () => {
    const swap: EditAction = { type: 'edit', edit: { type: 'move', list: 'fallbacks', from: 1, to: 0 } };
    expect(unsavedChanges(after(start, swap))).toEqual([
      { kind: 'moved', list: 'fallbacks', model: 'b', from: 2, to: 1 },
    ]);
  });
});

describe('undo', () => {
  it('goes back edit by edit, and forth again', () => {
    const state = after(start, moveUp, removeA, { type: 'undo' });
    expect(shown(state)).toBe('cab');
    expect(shown(after(state, { type: 'undo' }))).toBe('abc');
    expect(shown(after(state, { type: 'undo' }, { type: 'redo' }, { type: 'redo' }))).toBe('cb');
  });

  it('does nothing where there is nothing to undo or redo', () => {
    expect(after(start, { type: 'undo' })).toBe(start);
    expect(after(start, { type: 'redo' })).toBe(start);
  });

  it('forgets what was undone once something else is edited', () => {
    const state = after(start, moveUp, { type: 'undo' }, removeA);
    expect(after(state, { type: 'redo' })).toBe(state);
  });

  it('brings back discarded edits', () => {
    const discarded = after(start, moveUp, { type: 'discard' });
    expect(isDirty(discarded)).toBe(false);
    expect(shown(after(discarded, { type: 'undo' }))).toBe('cab');
    expect(after(start, { type: 'discard' })).toBe(start);
  });

  it('remembers a hundred edits', () => {
    const many = Array.from({ length: 150 }, () => moveUp);
    expect(after(start, ...many).past).toHaveLength(100);
  });

  it('takes back an old chain that was loaded', () => {
    const chain: Chain = { model: 'gpt-4o', fallbacks: ['old'] };
    const state = after(start, moveUp, { type: 'edit', edit: { type: 'replace', chain } });
    expect(shown(state)).toBe('old');
    expect(state.draft.touched).toEqual([]);
    expect(shown(after(state, { type: 'undo' }))).toBe('cab');
  });
});

describe('a newer chain of somebody else', () => {
  it('is what is shown where nothing is edited', () => {
    expect(after(start, { type: 'seen', snapshot: newer })).toEqual(cleanState('gpt-4o', newer));
  });

  it('waits beside the edits, which are kept', () => {
    const state = after(start, moveUp, { type: 'seen', snapshot: newer });
    expect(state.theirs).toBe(newer);
    expect(state.base).toBe(base);
    expect(shown(state)).toBe('cab');
  });

  it('is none where the chain is the one that was loaded', () => {
    const edited = after(start, moveUp);
    expect(after(edited, { type: 'seen', snapshot: base })).toBe(edited);
  });

  it('is over once it was taken back', () => {
    const state = after(start, moveUp, { type: 'seen', snapshot: newer }, { type: 'seen', snapshot: base });
    expect(state.theirs).toBeNull();
    expect(shown(state)).toBe('cab');
  });

  it('leaves nothing to save where it says the same as the edits', () => {
    const same = { chain: { model: 'gpt-4o', fallbacks: ['c', 'a', 'b'] }, etag: '"2"' };
    expect(after(start, moveUp, { type: 'seen', snapshot: same })).toEqual(cleanState('gpt-4o', same));
  });

  it('takes the edits on top, to be saved over it', () => {
    const state = after(start, moveUp, { type: 'seen', snapshot: newer }, { type: 'keepMine' });
    expect(state.base).toBe(newer);
    expect(state.theirs).toBeNull();
    expect(shown(state)).toBe('cabd');
    expect(unsavedChanges(state)).toHaveLength(1);
    expect(after(state, { type: 'undo' })).toBe(state);
  });

  it('takes the place of the edits where these are discarded', () => {
    const seen = after(start, moveUp, { type: 'seen', snapshot: newer });
    expect(after(seen, { type: 'discardMine' })).toEqual(cleanState('gpt-4o', newer));
    expect(after(seen, { type: 'discard' })).toEqual(cleanState('gpt-4o', newer));
    expect(after(seen, { type: 'undo' })).toEqual(cleanState('gpt-4o', newer));
  });

  it('may be that there is no chain any more', () => {
    const gone = { chain: null, etag: undefined };
    const state = after(start, moveUp, { type: 'seen', snapshot: gone });
    expect(state.theirs).toBe(gone);
    expect(after(state, { type: 'keepMine' }).base).toBe(gone);
    expect(after(start, { type: 'seen', snapshot: gone }).draft.chain.fallbacks).toEqual([]);
  });

  it('is nothing to decide on where there is none', () => {
    expect(after(start, { type: 'keepMine' })).toBe(start);
    expect(after(start, { type: 'discardMine' })).toBe(start);
  });
});

describe('saving', () => {
  it('makes what was saved the new beginning', () => {
    const saved = { chain: { model: 'gpt-4o', fallbacks: ['c', 'a', 'b'] }, etag: '"3"' };
    expect(after(start, moveUp, { type: 'saved', snapshot: saved })).toEqual(cleanState('gpt-4o', saved));
  });
});
