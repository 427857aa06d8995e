import { describe, expect, it } from '@jest/globals';
import { formOf, formProblems, modelOf, patchOf } from './modelForm.ts';

const NEW = { ...formOf(undefined), id: 'gpt-4o', provider: 'openai' };

describe('modelOf', () => {
  it('leaves out what is left empty: unknown is not 0', () => {
    expect(modelOf(NEW)).toEqual({ id: 'gpt-4o', provider: 'openai' });
  });

  it('takes 0 for a price', () => {
    expect(modelOf({ ...NEW, input: '0', output: '0' }).price).toEqual({ input: 0, output: 0 });
  });

  it('tells no capabilities from unknown ones', () => {
    expect(modelOf({ ...NEW, capabilities: [] }).capabilities).toEqual([]);
    expect(modelOf(NEW)).not.toHaveProperty('capabilities');
  });

  it('gives back the model that the form was made of', () => {
    const model = {
      id: 'org/mini',
      provider: 'openai',
      upstreamModel: 'mini-2025',
      displayName: 'Mini',
      price: { input: 2.5, output: 10, cachedInput: 1.25 },
      contextWindow: 128_000,
      maxOutput: 16_384,
      capabilities: ['tools' as const],
    };
    expect(modelOf(formOf(model))).toEqual(model);
  });
});

describe('patchOf', () => {
  it('removes what was emptied, and never renames', () => {
    expect(patchOf({ ...NEW, input: '1', output: '2' })).toEqual({
      provider: 'openai',
      price: { input: 1, output: 2, cachedInput: null, cacheWrite: null },
      upstreamModel: null,
      displayName: null,
      contextWindow: null,
      maxOutput: null,
      capabilities: null,
    });
  });
});

describe('formProblems', () => {
  it('asks for an id and a provider', () => {
    expect(formProblems(formOf(undefined))).toEqual([
      { field: 'id', problem: 'missing' },
      { field: 'provider', problem: 'missing' },
    ]);
  });

  it('refuses what is no number, negative, or half a token', () => {
    expect(formProblems({ ...NEW, input: 'a', output: '-1', contextWindow: '1.5' })).toEqual([
      { field: 'input', problem: 'not-a-number' },
      { field: 'output', problem: 'not-a-number' },
      { field: 'contextWindow', problem: 'not-whole' },
    ]);
  });

  it('wants both prices or none', () => {
    expect(formProblems({ ...NEW, input: '1' })).toEqual([{ field: 'output', problem: 'both-prices' }]);
  });

  it('is content with the rest', () => {
    expect(formProblems(NEW)).toEqual([]);
  });
});
