import { describe, expect, it } from '@jest/globals';
import type { Chain } from '@understudy/contract';
import { editChain, specialMode } from './chainEdit.ts';

const chain: Chain = { model: 'gpt-4o', fallbacks: ['a', 'b', 'c'] };

describe('editChain', () => {
  it.each([
    [0, 2, 'bca'],
    [2, 0, 'cab'],
    [1, 2, 'acb'],
    [0, 9, 'bca'],
    [2, -1, 'cab'],
  ])('moves step %d to %d, never beyond the list', (from, to, expected) => {
    expect(editChain(chain, { type: 'move', list: 'fallbacks', from, to }).fallbacks.join('')).toBe(expected);
  });

  it.each([
    ['a move to the same place', { type: 'move', list: 'fallbacks', from: 1, to: 1 }],
    ['a move of a step that is not there', { type: 'move', list: 'fallbacks', from: 7, to: 0 }],
    ['a move in a list that is not there', { type: 'move', list: 'contextWindowFallbacks', from: 0, to: 1 }],
    ['an addition of what is there', { type: 'add', list: 'fallbacks', model: 'b' }],
    ['a removal of what is not there', { type: 'remove', list: 'fallbacks', model: 'x' }],
    ['a removal from a list that is not there', { type: 'remove', list: 'contextWindowFallbacks', model: 'x' }],
    ['the same preset', { type: 'preset', preset: undefined }],
    ['switching on what is on', { type: 'enable', enabled: true }],
    ['the same mode of a special list', { type: 'special', list: 'contentPolicyFallbacks', mode: 'as above' }],
  ] as const)('is the same chain after %s', (_, edit) => {
    expect(editChain(chain, edit)).toBe(chain);
  });

  it('adds at the end and removes', () => {
    const longer = editChain(chain, { type: 'add', list: 'fallbacks', model: 'd' });
    expect(longer.fallbacks).toEqual(['a', 'b', 'c', 'd']);
    expect(editChain(longer, { type: 'remove', list: 'fallbacks', model: 'b' }).fallbacks).toEqual(['a', 'c', 'd']);
  });

  it('begins a special list of its own with the fallbacks, and knows none from as above', () => {
    const list = 'contextWindowFallbacks';
    const none = editChain(chain, { type: 'special', list, mode: 'none' });
    const own = editChain(none, { type: 'special', list, mode: 'own' });
    const absent = editChain(own, { type: 'special', list, mode: 'as above' });
    expect([none, own, absent].map((one) => specialMode(one, list))).toEqual(['none', 'own', 'as above']);
    expect(own.contextWindowFallbacks).toEqual(['a', 'b', 'c']);
    expect(Object.keys(absent)).toEqual(['model', 'fallbacks']);
  });

  it('writes down a policy of its own, and forgets it', () => {
    const own = editChain(chain, { type: 'policy', policy: { maxDepth: 2 } });
    expect(own).toEqual({ ...chain, policy: { maxDepth: 2 } });
    expect(editChain(own, { type: 'policy', policy: { maxDepth: 2 } })).toBe(own);
    expect(Object.keys(editChain(own, { type: 'policy', policy: undefined }))).toEqual(['model', 'fallbacks']);
  });

  it('says by silence what is the default', () => {
    const off = editChain({ ...chain, preset: 'single' }, { type: 'enable', enabled: false });
    expect(off).toEqual({ ...chain, preset: 'single', enabled: false });
    const on = editChain(off, { type: 'enable', enabled: true });
    expect(Object.keys(editChain(on, { type: 'preset', preset: undefined }))).toEqual(['model', 'fallbacks']);
  });
});
