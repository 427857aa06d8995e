import { describe, expect, it } from '@jest/globals';
import { diffDocuments, type ConfigDocument, type DocumentChange } from '@understudy/contract';
import { changeSentence } from './changeSentence.ts';
import { leafChanges } from './leafChanges.ts';
import { changeValue } from './changeValue.ts';

const change = (path: string, before: unknown, after: unknown): DocumentChange => ({
  path,
  ...(before === undefined ? {} : { before }),
  ...(after === undefined ? {} : { after }),
});
const chain = (before: unknown, after: unknown) => [change('chains["gpt-4o"].fallbacks', before, after)];

describe('a change in words', () => {
  it.each([
    [['a', 'b'], ['a', 'b', 'llama3.3:70b'], 'Added llama3.3:70b as step 3'],
    [['a', 'b'], ['b'], 'Removed a'],
    [['a', 'b', 'c'], ['c', 'a', 'b'], 'Moved c to step 1'],
    [['a', 'b', 'c', 'd'], ['d', 'c', 'b', 'a'], 'New order: d, c, b, a'],
    [['a', 'b'], ['vendor/x', 'a'], 'Added vendor/x as step 1, removed b'],
    [undefined, ['a'], 'Added a as step 1'],
    [[], undefined, 'Fallbacks changed'],
  ])('of a chain: %j → %j', (before, after, words) => {
    expect(changeSentence(chain(before, after), 'gpt-4o')).toBe(words);
  });

  it('of a special list says which', () => {
    const changes = [change('chains["gpt-4o"].contextWindowFallbacks', ['a'], [])];
    expect(changeSentence(changes, 'gpt-4o')).toBe('Fallbacks when the context window is exceeded: removed a');
  });

  it('of a policy names each trigger once', () => {
    const changes = [
      change('policy.triggers.server_error.retries', 3, 2),
      change('policy.triggers.server_error.backoffFactor', 2, 1.5),
      change('policy.triggers.rate_limit.enabled', undefined, false),
    ];
    expect(changeSentence(changes, '')).toBe(
      'Server error retries 3 to 2, factor 2 to 1.5, rate limit enabled set to off',
    );
  });

  it.each([
    ['policy.deadlines.attemptMs', 120_000, 60_000, 'Attempt deadline 120 s to 60 s'],
    ['policy.breaker.probes', 1, 2, 'Breaker: probes 1 to 2'],
    ['models["x/y"].price.input', 2.5, 3, 'Input price 2.5 to 3'],
    ['models["x/y"].contextWindow', 128_000, undefined, 'Context window 128000 removed'],
    ['policy.maxCostMultiplier', 2, null, 'Highest cost × 2 to none'],
    ['providers["x/y"].baseUrl', 'https://a', 'https://b', 'Base URL https://a to https://b'],
    ['providers["x/y"].apiKey', 'env:A_API_KEY', 'env:B_API_KEY', 'Credential env:A_API_KEY to env:B_API_KEY'],
    ['providers["x/y"].apiKey', '(hidden)', '(hidden, another value)', 'Credential changed'],
    ['providers["x/y"].apiKey', undefined, '(hidden)', 'Credential set'],
    ['providers["x/y"].headers["X-Org"]', 'a', 'b', 'Header X-Org a to b'],
    ['chains["x/y"].policy.triggers.quota.retries', 0, 1, 'Quota retries 0 to 1'],
    ['models["x/y"]', undefined, { id: 'x/y' }, 'Added'],
    ['models["x/y"]', { id: 'x/y' }, undefined, 'Removed'],
    ['chains (order)', ['a', 'b'], ['b', 'a'], 'New order of chains'],
  ])('of %s', (path, before, after, words) => {
    expect(changeSentence([change(path, before, after)], 'x/y')).toBe(words);
  });

  it('names entries that the line is not about', () => {
    const changes = [
      change('models["a"].enabled', true, false),
      change('models["a"].displayName', 'A', 'B'),
      change('chains["b"]', { model: 'b' }, undefined),
      ...chain(['x'], ['x', 'y']),
      change('warnings.fallbackRate', 0.1, 0.2),
    ];
    expect(changeSentence(changes, '')).toBe(
      'Model a enabled on to off, display name A to B, chain b removed and 2 more',
    );
  });

  it('opens parts of a document that came or went', () => {
    const changes = [change('policy.triggers', undefined, { server_error: { retries: 2, backoffFactor: 1.5 } })];
    expect(changeSentence(changes, '')).toBe('Server error retries set to 2, factor set to 1.5');
    expect(leafChanges(changes)).toEqual([
      { path: 'policy.triggers.server_error.retries', after: 2 },
      { path: 'policy.triggers.server_error.backoffFactor', after: 1.5 },
    ]);
  });

  it('keeps long values for the opened row', () => {
    expect(changeSentence([change('models["a"].displayName', 'x'.repeat(50), 'y')], 'a')).toBe('Display name changed');
  });

  it('says nothing of nothing', () => {
    expect(changeSentence([], 'a')).toBe('');
  });

  it('knows every path that a diff writes', () => {
    const base: ConfigDocument = {
      version: 1,
      providers: [{ id: 'p', dialect: 'openai', baseUrl: 'https://a', apiKey: 'sealed:v1:abc' }],
      models: [{ id: 'm/1', provider: 'p' }],
      chains: [{ model: 'm/1', fallbacks: ['m2'] }],
    };
    const after: ConfigDocument = {
      ...base,
      providers: [{ id: 'p', dialect: 'openai', baseUrl: 'https://a', apiKey: 'sealed:v1:other' }],
      chains: [{ model: 'm/1', fallbacks: ['m2', 'm3'] }],
    };
    const words = changeSentence(diffDocuments(base, after), '');
    expect(words).toBe('Provider p credential changed, chain m/1 added m3 as step 2');
    expect(words).not.toContain('sealed');
  });
});

describe('differences field by field', () => {
  it('leave secrets, lists and what has no fields as they are', () => {
    const changes = [
      change('providers["p"].apiKey', undefined, { set: true }),
      change('chains["x"].fallbacks', ['a'], ['b']),
      change('policy.maxDepth', 1, 2),
      change('models["m"].price', { input: 1, output: 2 }, { input: 1, output: 3 }),
      change('policy.triggers', {}, undefined),
    ];
    expect(leafChanges(changes).map(({ path }) => path)).toEqual([
      'providers["p"].apiKey',
      'chains["x"].fallbacks',
      'policy.maxDepth',
      'models.m.price.output',
      'policy.triggers',
    ]);
  });
});

describe('a value in words', () => {
  it.each([
    [{ set: true }, 'apiKey', 'set'],
    [{ apiKey: { set: true }, id: 'p' }, 'providers', '{"apiKey":"set","id":"p"}'],
    [{ apiKey: '(hidden)' }, 'providers', '{"apiKey":"set"}'],
    [['a', 'b'], 'fallbacks', 'a, b'],
    [[], 'fallbacks', 'none'],
    [undefined, 'x', 'not set'],
    [true, 'enabled', 'on'],
    [1_500, 'cooldownMs', '1.5 s'],
  ])('%j', (value, key, words) => {
    expect(changeValue(value, key)).toBe(words);
  });

  it('is cut where it is endless', () => {
    expect(changeValue('x'.repeat(500), 'displayName')).toHaveLength(201);
  });
});
