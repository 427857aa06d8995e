import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import type { Chain } from '../../document/chain.ts';
import type { ConfigDocument } from '../../document/document.ts';
import type { Provider } from '../../document/provider.ts';
import { checkDocument } from '../checkDocument.ts';
import type { CheckOptions } from '../checkOptions.ts';

const IDS = ['a', 'b', 'c', 'd'];

function chain(model: string, fallbacks: string[], over: Partial<Chain> = {}): Chain {
  return { model, fallbacks, ...over };
}

function document(over: Partial<ConfigDocument> = {}): ConfigDocument {
  const providers = IDS.map((id): Provider => ({
    id: `p-${id}`,
    dialect: 'openai',
    baseUrl: 'https://example.com/v1',
    apiKey: 'env:X_API_KEY',
  }));
  return { version: 1, providers, models: IDS.map((id) => ({ id, provider: `p-${id}` })), chains: [], ...over };
}

function told(doc: ConfigDocument, options?: CheckOptions): string[] {
  return checkDocument(doc, options).map(({ severity, code, path }) => `${severity} ${code} ${path}`);
}

describe('checkDocument: disabled and without credential', () => {
  const enabled = document({ chains: [chain('a', ['b']), chain('c', ['b'])] });
  const disabled = (doc: ConfigDocument, id: string): ConfigDocument => ({
    ...doc,
    models: doc.models.map((one) => (one.id === id ? { ...one, enabled: false } : one)),
  });

  it('warns once and lists the chains where it is in use already, or at start', () => {
    const findings = checkDocument(disabled(enabled, 'b'), { previous: enabled });
    expect(findings).toMatchObject([{ severity: 'warning', code: 'disabled_model', path: 'models[1].enabled' }]);
    expect(findings[0]?.message).toContain('chains of a, c');
    expect(checkDocument(disabled(enabled, 'b'))).toEqual(findings);
  });

  it('asks for the credential of a provider once, whatever number of models it has', () => {
    const models = Array.from({ length: 50 }, (_, index) => ({ id: `m${index}`, provider: 'p-a' }));
    const chains = models.slice(1).map(({ id }) => chain(id, ['m0']));
    const asked: string[] = [];
    const hasCredential = ({ id }: Provider): boolean => asked.push(id) > 99;
    const findings = checkDocument(document({ models, chains }), { hasCredential });
    expect(findings.filter(({ code }) => code === 'no_credential')).toHaveLength(1);
    expect(asked).toEqual(['p-a']);
  });

  it('refuses only the chain that newly names it', () => {
    const previous = disabled(document({ chains: [chain('a', ['b']), chain('c', ['d'])] }), 'b');
    const next: ConfigDocument = {
      ...previous,
      chains: [chain('a', ['b']), chain('c', ['d'], { contextWindowFallbacks: ['b'] })],
    };
    expect(told(next, { previous })).toEqual([
      'error disabled_model chains[1].contextWindowFallbacks[0]',
      'warning disabled_model models[1].enabled',
    ]);
  });

  it('treats a disabled provider and a missing credential alike', () => {
    const previous = document();
    const off = document({
      providers: previous.providers.map((one) => (one.id === 'p-b' ? { ...one, enabled: false } : one)),
      chains: [chain('a', ['b', 'c'])],
    });
    const hasCredential = ({ id }: Provider): boolean => id !== 'p-c';
    expect(told(off, { previous, hasCredential })).toEqual([
      'error disabled_provider chains[0].fallbacks[0]',
      'error no_credential chains[0].fallbacks[1]',
    ]);
    expect(told(off, { hasCredential })).toEqual([
      'warning disabled_provider providers[1].enabled',
      'warning no_credential providers[2].apiKey',
    ]);
  });

  it('asks for no credential of a local provider', () => {
    const local = document({
      providers: document().providers.map((one) => ({ ...one, location: 'local' })),
      chains: [chain('a', ['b'])],
    });
    expect(checkDocument(local, { previous: document(), hasCredential: () => false })).toEqual([]);
  });

  it('refuses what is disabled exactly where a write adds it', () => {
    const subset = fc.subarray(['b', 'c', 'd']);
    fc.assert(
      fc.property(subset, subset, subset, (before, after, off) => {
        const base = document({ models: document().models.map((one) => ({ ...one, enabled: !off.includes(one.id) })) });
        const previous = { ...base, chains: [chain('a', before)] };
        const errors = checkDocument({ ...base, chains: [chain('a', after)] }, { previous }).filter(
          ({ severity }) => severity === 'error',
        );
        const added = after.filter((id) => !before.includes(id) && off.includes(id));
        expect(errors).toHaveLength(added.length);
      }),
    );
  });
});
