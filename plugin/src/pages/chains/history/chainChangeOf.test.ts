import { describe, expect, it } from '@jest/globals';
import { diffDocuments, type ConfigDocument } from '@understudy/contract';
import { chainChangeOf, chainIn } from './chainChangeOf.ts';

const document = (...chains: ConfigDocument['chains']): ConfigDocument => ({
  version: 1,
  providers: [],
  models: [],
  chains,
});
const MODEL = 'azure/gpt-4.1-eu';
const change = (before: ConfigDocument, after: ConfigDocument) => chainChangeOf(MODEL, diffDocuments(before, after));

describe('chainChangeOf', () => {
  it('is the fields that changed, before and after', () => {
    const chain = { model: MODEL, fallbacks: ['a', 'b'], preset: 'patient' as const };
    const after = { ...chain, fallbacks: ['b'], contentPolicyFallbacks: [] };
    expect(change(document(chain), document(after))).toEqual({
      before: { model: MODEL, fallbacks: ['a', 'b'] },
      after: { model: MODEL, fallbacks: ['b'], contentPolicyFallbacks: [] },
      policy: [],
    });
  });

  it('is the whole chain where it was added or removed', () => {
    const chain = { model: MODEL, fallbacks: ['a'], policy: { maxDepth: 2 } };
    expect(change(document(), document(chain))).toEqual({ before: null, after: chain, policy: [] });
    expect(change(document(chain), document())).toEqual({ before: chain, after: null, policy: [] });
  });

  it('tells fields of the policy apart, with the same chain on both sides', () => {
    const chain = { model: MODEL, fallbacks: ['a'], policy: { maxDepth: 2 } };
    const after = { ...chain, policy: { triggers: { rate_limit: { retries: 0 } } } };
    expect(change(document(chain), document(after))).toEqual({
      before: { model: MODEL, fallbacks: [] },
      after: { model: MODEL, fallbacks: [] },
      policy: [
        { path: 'policy.maxDepth', before: 2 },
        { path: 'policy.triggers', after: { rate_limit: { retries: 0 } } },
      ],
    });
  });

  it('is nothing where only others changed', () => {
    const other = (fallbacks: string[]) => ({ model: 'other', fallbacks });
    expect(change(document(other(['a'])), document(other(['b'])))).toBeUndefined();
  });
});

describe('chainIn', () => {
  it('finds the chain of a model', () => {
    const chain = { model: MODEL, fallbacks: ['a'] };
    expect(chainIn(document(chain), MODEL)).toEqual(chain);
  });

  it('is null where there is none, or nothing that reads as one', () => {
    expect(chainIn(document(), MODEL)).toBeNull();
    expect(chainIn({ version: 1 }, MODEL)).toBeNull();
    expect(chainIn({ chains: [{ model: MODEL, fallbacks: 'a' }, null] }, MODEL)).toBeNull();
  });
});
