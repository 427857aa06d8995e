import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import type { Chain } from '../document/chain.ts';
import type { ConfigDocument } from '../document/document.ts';
import type { Model } from '../document/model.ts';
import type { Provider } from '../document/provider.ts';
import { checkDocument } from './checkDocument.ts';
import type { CheckOptions } from './checkOptions.ts';

function provider(id: string, over: Partial<Provider> = {}): Provider {
  return {
    id,
    dialect: 'openai',
    baseUrl: `https://${id}.example/v1`,
    apiKey: `env:${id.toUpperCase()}_API_KEY`,
    ...over,
  };
}

function model(id: string, over: Partial<Model> = {}): Model {
  return { id, provider: `p-${id}`, ...over };
}

function chain(name: string, fallbacks: string[], over: Partial<Chain> = {}): Chain {
  return { model: name, fallbacks, ...over };
}

/** Models a, b, c, d, each on a provider of its own. */
function document(over: Partial<ConfigDocument> = {}): ConfigDocument {
  const ids = ['a', 'b', 'c', 'd'];
  return {
    version: 1,
    providers: ids.map((id) => provider(`p-${id}`)),
    models: ids.map((id) => model(id)),
    chains: [],
    ...over,
  };
}

function told(doc: ConfigDocument, options?: CheckOptions): string[] {
  return checkDocument(doc, options).map(({ severity, code, path }) => `${severity} ${code} ${path}`);
}

function withModels(...models: Model[]): ConfigDocument {
  const ids = new Set(models.map(({ id }) => id));
  return document({
    models: [...models, ...document().models.filter(({ id }) => !ids.has(id))],
    chains: [chain('a', ['b'])],
  });
}

describe('checkDocument: structure', () => {
  it('has nothing to say of a sound document', () => {
    const doc = document({ chains: [chain('a', ['b', 'c'], { contextWindowFallbacks: ['b'] }), chain('b', ['d'])] });
    expect(checkDocument(doc)).toEqual([]);
  });

  it('finds ids that nothing defines, with a suggestion', () => {
    const doc = document({
      models: [model('gpt-4o', { provider: 'opena' })],
      providers: [provider('openai')],
      chains: [chain('gpt-4', ['gpt-40'], { contentPolicyFallbacks: ['zzzzzzzz'] })],
      costs: { referenceModel: 'gpt4o' },
    });
    expect(told(doc)).toEqual([
      'error unknown_provider models[0].provider',
      'error unknown_model chains[0].model',
      'error unknown_model chains[0].fallbacks[0]',
      'error unknown_model chains[0].contentPolicyFallbacks[0]',
      'error unknown_model costs.referenceModel',
    ]);
    const fixes = checkDocument(doc).map(({ fix }) => fix);
    expect(fixes[0]).toContain('Did you mean openai?');
    expect(fixes[2]).toContain('Did you mean gpt-4o?');
    expect(fixes[3]).not.toContain('Did you mean');
  });

  it('finds ids that are given twice and model ids that differ by case', () => {
    const doc = document({
      providers: [...document().providers, provider('p-a')],
      models: [...document().models, model('a'), model('B', { provider: 'p-b' })],
      chains: [chain('a', []), chain('a', ['b'])],
      clients: [
        { id: 'one', key: 'env:K_API_KEY' },
        { id: 'one', key: 'env:L_API_KEY' },
        { id: 'two', key: 'env:K_API_KEY' },
      ],
    });
    expect(told(doc)).toEqual([
      'error duplicate_provider providers[4].id',
      'error duplicate_model models[4].id',
      'error duplicate_client clients[1].id',
      'error duplicate_chain chains[1].model',
      'warning model_case models[5].id',
      'warning shared_client_key clients[2].key',
    ]);
  });

  it('finds a model twice in a list and a chain that names itself, special lists included', () => {
    const doc = document({
      chains: [chain('a', ['b', 'a', 'b'], { contextWindowFallbacks: ['c', 'c'], contentPolicyFallbacks: ['a', 'b'] })],
    });
    expect(told(doc)).toEqual([
      'error chain_names_itself chains[0].fallbacks[1]',
      'error model_twice chains[0].fallbacks[2]',
      'error model_twice chains[0].contextWindowFallbacks[1]',
      'error chain_names_itself chains[0].contentPolicyFallbacks[0]',
    ]);
  });

  it('finds a cycle through a special list, prints it whole and names the setting', () => {
    const doc = document({
      chains: [chain('a', ['b']), chain('b', [], { contextWindowFallbacks: ['c'] }), chain('c', ['d', 'a'])],
    });
    const [finding] = checkDocument(doc);
    expect(finding).toMatchObject({ severity: 'error', code: 'chain_cycle', path: 'chains[0].fallbacks[0]' });
    expect(finding?.message).toContain('a → b → c → a');
    expect(finding?.fix).toContain('validation.crossChainCycles: warn');
    const permitted = checkDocument({ ...doc, validation: { crossChainCycles: 'warn' } });
    expect(permitted).toMatchObject([{ severity: 'warning', code: 'chain_cycle' }]);
  });

  it('finds cycles of any length and never refuses chains without one', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 60 }), fc.boolean(), (length, closed) => {
        const ids = Array.from({ length }, (_, at) => `m${at}`);
        const next = (at: number): string[] => (at + 1 < length ? [ids[at + 1]!] : closed ? [ids[0]!] : []);
        const doc = document({
          providers: ids.map((id) => provider(`p-${id}`)),
          models: ids.map((id) => model(id)),
          chains: ids.map((id, at) => chain(id, next(at))),
        });
        const errors = checkDocument(doc).filter(({ severity }) => severity === 'error');
        expect(errors.map(({ code }) => code)).toEqual(closed ? ['chain_cycle'] : []);
      }),
      { numRuns: 40 },
    );
  });

  it('finds every duplicate, wherever it stands', () => {
    const ids = fc.array(fc.constantFrom('b', 'c', 'd', 'x1', 'x2'), { maxLength: 8 });
    fc.assert(
      fc.property(ids, (fallbacks) => {
        const extra = ['x1', 'x2'];
        const doc = document({
          providers: [...document().providers, ...extra.map((id) => provider(`p-${id}`))],
          models: [...document().models, ...extra.map((id) => model(id))],
          chains: [chain('a', fallbacks)],
        });
        const twice = checkDocument(doc).filter(({ code }) => code === 'model_twice');
        expect(twice).toHaveLength(fallbacks.length - new Set(fallbacks).size);
      }),
    );
  });
});

describe('checkDocument: settings', () => {
  it('refuses retries of what is never retried, in the policy and in a chain', () => {
    const doc = document({
      policy: { triggers: { quota: { retries: 1 }, auth: { retries: 0 }, rate_limit: { retries: 3 } } },
      chains: [chain('a', ['b'], { policy: { triggers: { content_policy: { retries: 2 } } } })],
    });
    expect(told(doc)).toEqual([
      'error never_retried policy.triggers.quota.retries',
      'error never_retried chains[0].policy.triggers.content_policy.retries',
    ]);
  });

  it('wants an apiVersion for azure-openai and refuses it elsewhere', () => {
    const doc = document({
      providers: [
        ...document().providers,
        provider('x', { dialect: 'azure-openai' }),
        provider('y', { apiVersion: '2024-10-21' }),
        provider('z', { dialect: 'azure-openai', apiVersion: '2024-10-21' }),
      ],
    });
    expect(told(doc)).toEqual([
      'error api_version_missing providers[4].apiVersion',
      'error api_version_refused providers[5].apiVersion',
    ]);
  });

  it('refuses a cooldown above its maximum, the defaults counted in', () => {
    const doc = document({
      policy: { breaker: { cooldownMs: 700_000 } },
      providers: [provider('p-a', { breaker: { maxCooldownMs: 1_000 } }), ...document().providers.slice(1)],
    });
    expect(told(doc)).toEqual([
      'error cooldown_range policy.breaker.cooldownMs',
      'error cooldown_range providers[0].breaker.maxCooldownMs',
    ]);
  });

  it('warns of timers that never take effect, where they were written', () => {
    const doc = document({
      policy: { deadlines: { totalMs: 60_000 } },
      providers: [provider('p-a', { deadlines: { firstTokenMs: 200_000 } }), ...document().providers.slice(1)],
      chains: [chain('a', ['b'], { policy: { deadlines: { attemptMs: 400_000 } } }), chain('b', ['c'])],
    });
    expect(told(doc)).toEqual([
      'warning deadlines_contradict policy.deadlines.totalMs',
      'warning deadlines_contradict providers[0].deadlines.firstTokenMs',
      'warning deadlines_contradict chains[0].policy.deadlines.attemptMs',
    ]);
  });

  it('warns of a remote provider that declares no credential', () => {
    const { apiKey: _none, ...bare } = provider('x');
    const { providers } = document();
    expect(told(document({ providers: [...providers, bare] }))).toEqual(['warning no_credential providers[4].apiKey']);
    expect(told(document({ providers: [...providers, { ...bare, location: 'local' }] }))).toEqual([]);
    expect(told(document({ providers: [...providers, { ...bare, headers: { 'X-API-Key': 'env:K' } }] }))).toEqual([]);
  });
});

describe('checkDocument: what a fallback loses', () => {
  it('warns of a fallback on the provider of the step before it', () => {
    const doc = document({
      models: [model('a'), model('b'), model('b2', { provider: 'p-b' }), model('a2', { provider: 'p-a' })],
      chains: [chain('a', ['b', 'b2', 'a2'])],
    });
    expect(told(doc)).toEqual(['warning fallback_same_provider chains[0].fallbacks[1]']);
  });

  it('warns above twice the price of 500 tokens in and 50 out, and not at it', () => {
    const primary = model('a', { price: { input: 1, output: 10 } });
    expect(told(withModels(primary, model('b', { price: { input: 2, output: 20 } })))).toEqual([]);
    const dear = withModels(primary, model('b', { price: { input: 2.1, output: 20 } }));
    expect(told(dear)).toEqual(['warning fallback_cost chains[0].fallbacks[0]']);
    expect(told({ ...dear, warnings: { costMultiplier: 3 } })).toEqual([]);
    expect(told(withModels(primary, model('b')))).toEqual([]);
    expect(
      told(withModels(model('a', { price: { input: 0, output: 0 } }), model('b', { price: { input: 9, output: 9 } }))),
    ).toEqual([]);
  });

  it('warns of a smaller context window and of a declared capability lost, never of what is unknown', () => {
    const primary = model('a', { contextWindow: 1000, capabilities: ['tools', 'vision'] });
    const small = withModels(primary, model('b', { contextWindow: 999, capabilities: ['tools'] }));
    expect(told(small)).toEqual([
      'warning fallback_context_window chains[0].fallbacks[0]',
      'warning fallback_capability chains[0].fallbacks[0]',
    ]);
    expect(checkDocument(small)[1]?.message).toContain('vision');
    expect(told(withModels(primary, model('b')))).toEqual([]);
  });
});

describe('checkDocument: size', () => {
  it('checks 1,000 models and 1,000 chains in well under a blink', () => {
    const ids = Array.from({ length: 1_000 }, (_, at) => `model-${at}`);
    const doc = document({
      providers: Array.from({ length: 20 }, (_, at) => provider(`p${at}`)),
      models: ids.map((id, at) =>
        model(id, {
          provider: `p${at % 20}`,
          price: { input: 1 + (at % 7), output: 9 },
          contextWindow: 1000 + at,
          capabilities: ['tools'],
        }),
      ),
      chains: ids.map((id, at) => chain(id, ids.slice(at + 1, at + 10))),
    });
    checkDocument(doc, { previous: doc });
    const started = performance.now();
    checkDocument(doc, { previous: doc });
    // 50 ms is the aim on an idle machine; the bound leaves room for a busy one.
    expect(performance.now() - started).toBeLessThan(250);
  });
});
