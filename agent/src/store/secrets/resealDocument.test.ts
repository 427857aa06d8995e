import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { documentSecrets, type ConfigDocument } from '@understudy/contract';
import { resealDocument } from './resealDocument.ts';
import { seal, unseal } from './sealing.ts';
import { createSecretResolver } from './secretResolver.ts';

const [old, fresh, lost] = [randomBytes(32), randomBytes(32), randomBytes(32)];

function documentWith(apiKey: string): ConfigDocument {
  return {
    version: 1,
    providers: [
      {
        id: 'a',
        dialect: 'openai',
        baseUrl: 'https://a.example/v1',
        apiKey,
        headers: { 'X-Token': seal('header', old, 'providers/a/headers/x-token'), 'X-Org': 'org-1' },
      },
      { id: 'b', dialect: 'openai', baseUrl: 'https://b.example/v1', apiKey: 'env:B_API_KEY' },
    ],
    models: [],
    chains: [],
    clients: [{ id: 'c', key: seal('client', old, 'clients/c/key') }],
  };
}

describe('rotation of the master key', () => {
  it('seals every sealed value under the new key, and touches nothing else', () => {
    const document = documentWith(seal('provider', old, 'providers/a/apiKey'));
    const result = resealDocument(document, { from: old, to: fresh });
    if (!('document' in result)) throw new Error('refused');
    expect(result.resealed).toBe(3);
    const opened = documentSecrets(result.document).map(({ text, context }) => unseal(text, fresh, context) ?? text);
    expect(opened).toEqual(['provider', 'header', 'org-1', 'env:B_API_KEY', 'client']);
    for (const { text, context } of documentSecrets(result.document)) {
      expect(unseal(text, old, context)).toBeUndefined();
    }
  });

  it('changes nothing the second time, also without the old key', () => {
    const first = resealDocument(documentWith('env:A_API_KEY'), { from: old, to: fresh });
    if (!('document' in first)) throw new Error('refused');
    const second = resealDocument(first.document, { from: undefined, to: fresh });
    expect(second).toEqual({ document: first.document, resealed: 0 });
  });

  it('reseals nothing where one value opens with neither key, and names its place without the value', () => {
    const document = documentWith(seal('provider', lost, 'providers/a/apiKey'));
    const result = resealDocument(document, { from: old, to: fresh });
    expect(result).toEqual({
      findings: [expect.objectContaining({ code: 'cannot_unseal', path: 'providers[0].apiKey' })],
    });
    expect(JSON.stringify(result)).not.toContain('sealed:v1');
  });

  it('refuses what was sealed under the old key where that is not given', () => {
    expect(resealDocument(documentWith('env:A_API_KEY'), { from: undefined, to: fresh })).toHaveProperty('findings');
  });

  it('keeps the agent running in between: the resolver opens values of either key', () => {
    const resolve = createSecretResolver({ env: {}, masterKey: fresh, oldMasterKey: old });
    expect(resolve(seal('x', old, 'p'), 'p')).toEqual({ value: 'x' });
    expect(resolve(seal('y', fresh, 'p'), 'p')).toEqual({ value: 'y' });
    expect(resolve(seal('z', lost, 'p'), 'p')).toHaveProperty('problem');
  });
});
