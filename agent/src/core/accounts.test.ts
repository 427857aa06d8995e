import { describe, expect, it } from '@jest/globals';
import type { ConfigDocument } from '@understudy/contract';
import { createSecretResolver } from '../store/index.ts';
import { hasUsableCredential, resolveAccounts } from './accounts.ts';

const resolve = createSecretResolver({ env: { A_API_KEY: 'key-a' } });

function documentOf(providers: ConfigDocument['providers']): ConfigDocument {
  return { version: 1, providers, models: [], chains: [] };
}

const a = { id: 'a', dialect: 'openai', baseUrl: 'http://a.test/v1', apiKey: 'env:A_API_KEY' } as const;

describe('accounts', () => {
  it('hold resolved keys and lower-case header names', () => {
    const { accounts, problems } = resolveAccounts(
      documentOf([{ ...a, headers: { 'X-Org': 'one' } }]),
      resolve,
      new Map(),
    );
    expect(problems).toEqual([]);
    expect(accounts.get('a')).toMatchObject({ apiKey: 'key-a', headers: { 'x-org': 'one' }, maxConnections: 256 });
  });

  it('leave a provider out whose secret cannot be had, and say why without a value', () => {
    const missing = { ...a, id: 'b', apiKey: 'env:B_API_KEY' };
    const bare = { id: 'c', dialect: 'openai', baseUrl: 'http://c.test/v1' } as const;
    const off = { ...missing, id: 'd', enabled: false };
    const { accounts, problems } = resolveAccounts(documentOf([a, missing, bare, off]), resolve, new Map());
    expect([...accounts.keys()]).toEqual(['a']);
    expect(problems).toEqual([
      'provider b: variable B_API_KEY is not set',
      'provider c: has no apiKey; set one, or location: local where it needs none',
    ]);
    expect(hasUsableCredential(missing, resolve)).toBe(false);
    expect(hasUsableCredential({ ...bare, location: 'local' }, resolve)).toBe(true);
  });

  it('stay the same object until something changes', () => {
    const first = resolveAccounts(documentOf([a]), resolve, new Map()).accounts;
    const second = resolveAccounts(documentOf([a]), resolve, first).accounts;
    expect(second.get('a')).toBe(first.get('a'));
    const changed = resolveAccounts(documentOf([{ ...a, maxConnections: 2 }]), resolve, second).accounts;
    expect(changed.get('a')).not.toBe(first.get('a'));
  });
});
