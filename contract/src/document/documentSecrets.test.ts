import { describe, expect, it } from '@jest/globals';
import type { ConfigDocument } from './document.ts';
import { diffDocuments } from './diffDocuments.ts';
import { documentSecrets, mapSecrets } from './documentSecrets.ts';
import { redactDocument } from './redactDocument.ts';

const doc: ConfigDocument = {
  version: 1,
  providers: [
    { id: 'a', dialect: 'openai', baseUrl: 'https://a', apiKey: 'env:A_API_KEY', headers: { 'X-Key': 'plain-secret' } },
    { id: 'b', dialect: 'openai', baseUrl: 'https://b', apiKey: 'sealed:v1:abc' },
    { id: 'c', dialect: 'openai', baseUrl: 'https://c', location: 'local' },
  ],
  models: [{ id: 'm', provider: 'a' }],
  chains: [{ model: 'm', fallbacks: ['n', 'o'] }],
  clients: [{ id: 'shop', key: 'env:SHOP_KEY' }],
};

describe('secrets of a document', () => {
  it('are found with path and context', () => {
    expect(documentSecrets(doc).map(({ path, context }) => [path, context])).toEqual([
      ['providers[0].apiKey', 'providers/a/apiKey'],
      ['providers[0].headers.X-Key', 'providers/a/headers/x-key'],
      ['providers[1].apiKey', 'providers/b/apiKey'],
      ['clients[0].key', 'clients/shop/key'],
    ]);
  });

  it('can be changed in a copy', () => {
    const copy = mapSecrets(doc, ({ kind }) => kind);
    expect(documentSecrets(copy).map(({ text }) => text)).toEqual(['apiKey', 'header', 'apiKey', 'clientKey']);
    expect(doc.providers[0]?.apiKey).toBe('env:A_API_KEY');
    expect(mapSecrets({ version: 1, providers: [], models: [], chains: [] }, () => '')).not.toHaveProperty('clients');
  });

  it('read as set unless they are references, client keys always', () => {
    const redacted = redactDocument(doc);
    expect(redacted.providers.map(({ apiKey }) => apiKey)).toEqual(['env:A_API_KEY', { set: true }, undefined]);
    expect(redacted.providers[0]?.headers).toEqual({ 'X-Key': { set: true } });
    expect(redacted.clients).toEqual([{ id: 'shop', key: { set: true } }]);
    expect(JSON.stringify(redacted)).not.toMatch(/plain-secret|sealed:/);
  });
});

describe('diffDocuments', () => {
  it('matches entries by id and ignores their order', () => {
    expect(diffDocuments(doc, { ...doc, providers: doc.providers.toReversed() })).toEqual([
      {
        path: 'providers (order)',
        before: doc.providers.map(({ id }) => id),
        after: doc.providers.map(({ id }) => id).reverse(),
      },
    ]);
    expect(
      diffDocuments(doc, { ...doc, chains: [{ model: 'm', fallbacks: ['o'] }], warnings: { fallbackRate: 0.2 } }),
    ).toEqual([
      { path: 'chains.m.fallbacks', before: ['n', 'o'], after: ['o'] },
      { path: 'warnings', after: { fallbackRate: 0.2 } },
    ]);
    expect(diffDocuments(doc, { ...doc, models: [] })).toEqual([
      { path: 'models.m', before: { id: 'm', provider: 'a' } },
    ]);
  });

  it('tells that a hidden value changed without showing either', () => {
    const next = mapSecrets(doc, ({ text }) => (text.startsWith('env:') ? text : `${text}-new`));
    const diff = diffDocuments(doc, next);
    expect(diff.map(({ path }) => path)).toEqual(['providers.a.headers.X-Key', 'providers.b.apiKey']);
    expect(JSON.stringify(diff)).not.toMatch(/secret|sealed:/);
  });
});
