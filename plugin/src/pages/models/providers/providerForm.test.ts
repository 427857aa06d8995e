import { describe, expect, it } from '@jest/globals';
import { providerFormOf, providerOf, providerPatchOf, providerProblems } from './providerForm.ts';

const SEALED = {
  id: 'openai',
  dialect: 'openai' as const,
  baseUrl: 'https://api.openai.com/v1',
  apiKey: { set: true as const },
};

describe('providerFormOf', () => {
  it('shows a reference, and nothing of a sealed key', () => {
    expect(providerFormOf({ ...SEALED, apiKey: 'env:OPENAI_API_KEY' }).apiKey).toBe('env:OPENAI_API_KEY');
    expect(providerFormOf(SEALED).apiKey).toBe('');
  });
});

describe('providerPatchOf', () => {
  it('leaves a sealed key alone unless one is typed', () => {
    expect(providerPatchOf(providerFormOf(SEALED))).not.toHaveProperty('apiKey');
    expect(providerPatchOf({ ...providerFormOf(SEALED), apiKey: ' env:NEW_API_KEY ' })).toMatchObject({
      apiKey: 'env:NEW_API_KEY',
    });
  });

  it('removes a key where asked to', () => {
    expect(providerPatchOf({ ...providerFormOf(SEALED), removeKey: true })).toMatchObject({ apiKey: null });
  });

  it('removes what was emptied', () => {
    const form = providerFormOf({ ...SEALED, location: 'local', priority: 5 });
    expect(providerPatchOf({ ...form, local: false, priority: '' })).toMatchObject({ location: null, priority: null });
  });
});

describe('providerOf', () => {
  it('sends an API version to Azure alone', () => {
    const form = { ...providerFormOf(SEALED), apiVersion: '2024-10-21' };
    expect(providerOf(form)).not.toHaveProperty('apiVersion');
    expect(providerOf({ ...form, dialect: 'azure-openai' })).toHaveProperty('apiVersion', '2024-10-21');
  });
});

describe('providerProblems', () => {
  it('names the fields that are wrong', () => {
    expect(providerProblems({ ...providerFormOf(undefined), baseUrl: 'ftp://x', priority: '1001' })).toEqual([
      'id',
      'baseUrl',
      'priority',
    ]);
    expect(providerProblems(providerFormOf(SEALED))).toEqual([]);
  });
});
