import { describe, expect, it } from '@jest/globals';
import type { Chain } from '@understudy/contract';
import { mergeChains } from './mergeChains.ts';

const lists = (base: string, theirs: string, mine: string, touched = ''): string => {
  const of = (letters: string): Chain => ({ model: 'gpt-4o', fallbacks: Array.from(letters) });
  return mergeChains({
    base: of(base),
    theirs: of(theirs),
    mine: of(mine),
    touched: Array.from(touched),
  }).fallbacks.join('');
};

describe('mergeChains', () => {
  it.each([
    ['their list where nothing was edited here', 'abc', 'cab', 'abc', 'cab'],
    ['my list where they changed something else', 'abc', 'abc', 'bca', 'bca'],
    ['both additions', 'ab', 'abx', 'aby', 'abyx'],
    ['an addition of mine in its place', 'abc', 'abcx', 'aybc', 'aybcx'],
    ['an addition of mine at the front', 'ab', 'xab', 'yab', 'yxab'],
    ['an addition of both once, where I put it', 'ab', 'xab', 'abx', 'abx'],
    ['both removals', 'abcd', 'bcd', 'abc', 'bc'],
    ['their removal of what I left alone', 'abc', 'ac', 'abc', 'ac'],
    ['my removal of what they moved', 'abc', 'cab', 'ab', 'ab'],
    ['my move on their list', 'abc', 'abcd', 'cab', 'cabd'],
    ['an addition behind a step that they removed, behind the one before it', 'abc', 'ac', 'abxc', 'axc'],
    ['what I moved and they removed', 'abc', 'ab', 'cab', 'cab'],
    ['my list where theirs is empty', 'ab', '', 'abx', 'x'],
  ])('keeps %s', (_, base, theirs, mine, expected) => {
    expect(lists(base, theirs, mine)).toBe(expected);
  });

  it('keeps the move of the step that was dragged', () => {
    expect(lists('ab', 'abx', 'ba', 'b')).toBe('bax');
    expect(lists('ab', 'abx', 'ba', 'a')).toBe('bax');
  });

  it('takes settings from whoever changed them, and mine where both did', () => {
    const base: Chain = { model: 'gpt-4o', fallbacks: [], preset: 'patient', policy: { maxDepth: 3 } };
    const theirs: Chain = { ...base, preset: 'single', policy: { maxDepth: 4 } };
    const mine: Chain = { ...base, enabled: false, policy: { maxDepth: 5 } };
    expect(mergeChains({ base, theirs, mine, touched: [] })).toEqual({
      model: 'gpt-4o',
      fallbacks: [],
      preset: 'single',
      enabled: false,
      policy: { maxDepth: 5 },
    });
  });

  it('takes a special list that I left alone as they have it, also gone', () => {
    const base: Chain = { model: 'gpt-4o', fallbacks: ['a'], contextWindowFallbacks: ['x'] };
    const theirs: Chain = { model: 'gpt-4o', fallbacks: ['a'] };
    expect(mergeChains({ base, theirs, mine: { ...base, fallbacks: ['a', 'b'] }, touched: [] })).toEqual({
      model: 'gpt-4o',
      fallbacks: ['a', 'b'],
    });
  });

  it('takes my special list where it is new or was made anew', () => {
    const base: Chain = { model: 'gpt-4o', fallbacks: ['a'] };
    const theirs: Chain = { ...base, contextWindowFallbacks: ['x'] };
    const mine: Chain = { ...base, contextWindowFallbacks: [] };
    expect(mergeChains({ base, theirs, mine, touched: [] }).contextWindowFallbacks).toEqual([]);
  });

  it('brings back only what I added where they removed the whole chain', () => {
    const base: Chain = { model: 'gpt-4o', fallbacks: ['a'] };
    expect(mergeChains({ base, theirs: null, mine: { ...base, fallbacks: ['a', 'b'] }, touched: [] })).toEqual({
      model: 'gpt-4o',
      fallbacks: ['b'],
    });
  });
});
