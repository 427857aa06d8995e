import { describe, expect, it } from '@jest/globals';
import { sameChain, sameValue } from './chainSnapshot.ts';

describe('sameValue', () => {
  it('takes no account of the order of keys and of keys that hold nothing', () => {
    expect(sameValue({ a: 1, b: { c: [1, { d: 2 }] } }, { b: { c: [1, { d: 2, e: undefined }] }, a: 1 })).toBe(true);
  });

  it('takes account of the order of lists, of null and of an empty list', () => {
    expect(sameValue([1, 2], [2, 1])).toBe(false);
    expect(sameValue({ a: null }, {})).toBe(false);
    expect(sameValue({ a: [] }, {})).toBe(false);
  });
});

describe('sameChain', () => {
  const chain = { model: 'a', fallbacks: ['b'] };

  it('knows that a chain is on where it does not say so', () => {
    expect(sameChain(chain, { ...chain, enabled: true })).toBe(true);
    expect(sameChain(chain, { ...chain, enabled: false })).toBe(false);
  });

  it('tells a special list that is absent from one that is empty', () => {
    expect(sameChain(chain, { ...chain, contentPolicyFallbacks: [] })).toBe(false);
  });
});
