import { describe, expect, it } from '@jest/globals';
import type { Chain } from '@understudy/contract';
import { chainChanges } from './chainChanges.ts';

const chain: Chain = { model: 'gpt-4o', fallbacks: ['a', 'b', 'c'] };

describe('chainChanges', () => {
  it('is empty where nothing differs', () => {
    expect(chainChanges(chain, { ...chain, enabled: true, policy: {} })).toEqual([]);
  });

  it('counts one drag as one change, however many numbers it changes', () => {
    expect(chainChanges(chain, { ...chain, fallbacks: ['c', 'a', 'b'] })).toEqual([
      { kind: 'moved', list: 'fallbacks', model: 'c', from: 3, to: 1 },
    ]);
  });

  it('counts one removal as one change, though others move up', () => {
    expect(chainChanges(chain, { ...chain, fallbacks: ['b', 'c'] })).toEqual([
      { kind: 'removed', list: 'fallbacks', model: 'a', from: 1 },
    ]);
  });

  it('tells added, moved and removed steps', () => {
    const kinds = chainChanges(chain, { ...chain, fallbacks: ['c', 'b', 'd'] }, ['c']).map(({ kind }) => kind);
    expect(kinds).toEqual(['moved', 'added', 'removed']);
  });

  it('counts a special list that appears as one change, whatever is in it', () => {
    expect(chainChanges(chain, { ...chain, contextWindowFallbacks: ['x', 'y'] })).toEqual([
      { kind: 'list', list: 'contextWindowFallbacks', before: undefined, after: ['x', 'y'] },
    ]);
    expect(chainChanges({ ...chain, contentPolicyFallbacks: [] }, chain)).toEqual([
      { kind: 'list', list: 'contentPolicyFallbacks', before: [], after: undefined },
    ]);
  });

  it('counts the steps of a special list that was there', () => {
    const before = { ...chain, contextWindowFallbacks: ['x'] };
    expect(chainChanges(before, { ...chain, contextWindowFallbacks: [] })).toEqual([
      { kind: 'removed', list: 'contextWindowFallbacks', model: 'x', from: 1 },
    ]);
  });

  it('tells the settings of the chain', () => {
    const after: Chain = { ...chain, enabled: false, preset: 'single', policy: { maxDepth: 2 } };
    expect(chainChanges(chain, after)).toEqual([
      { kind: 'enabled', after: false },
      { kind: 'preset', before: undefined, after: 'single' },
      { kind: 'policy', fields: [{ path: 'maxDepth', after: 2 }] },
    ]);
  });
});
