import { describe, expect, it } from '@jest/globals';
import { parseDocument } from './parseDocument.ts';

const provider = { id: 'openai', dialect: 'openai', baseUrl: 'https://api.openai.com/v1' };

function findings(input: unknown) {
  const parsed = parseDocument(input);
  return 'findings' in parsed ? parsed.findings : [];
}

function only(input: unknown) {
  const all = findings(input);
  expect(all).toHaveLength(1);
  return all[0]!;
}

describe('parseDocument', () => {
  it('fills empty lists and keeps what was written', () => {
    const parsed = parseDocument({ version: 1, providers: [provider] });
    expect(parsed).toEqual({ document: { version: 1, providers: [provider], models: [], chains: [] } });
  });

  it('reports every error at once, each with its path', () => {
    const all = findings({
      version: 2,
      providers: [{ ...provider, dialect: 'opena', priority: 1001 }, 4],
      models: [{ id: 'a b', provider: 'openai', contextWindow: 1.5, verified: { at: 'x', by: 'me' } }],
      chains: [{ model: 'a' }],
    });
    expect(all.map(({ code, path }) => `${code} ${path}`)).toEqual([
      'not_allowed version',
      'not_allowed providers[0].dialect',
      'out_of_range providers[0].priority',
      'wrong_type providers[1]',
      'wrong_format models[0].id',
      'wrong_type models[0].contextWindow',
      'wrong_format models[0].verified.at',
      'missing chains[0].fallbacks',
    ]);
    expect(all.every(({ severity, message, fix }) => severity === 'error' && message !== '' && fix !== '')).toBe(true);
  });

  it.each([
    ['policy.trigers', { policy: { trigers: {} } }, 'triggers'],
    ['policy.triggers.ratelimit', { policy: { triggers: { ratelimit: {} } } }, 'rate_limit'],
    ['providers[0].base_url', { providers: [{ ...provider, base_url: 'x' }] }, 'baseUrl'],
    ['costs.currency.dispaly', { costs: { currency: { display: 'USD', rate: 1, dispaly: 1 } } }, 'display'],
    ['chains[0].policy.breaker', { chains: [{ model: 'a', fallbacks: [], policy: { breaker: {} } }] }, undefined],
    [
      'models[0].verified.At',
      { models: [{ id: 'a', provider: 'p', verified: { at: '2026-01-01T00:00:00Z', by: 'm', At: 1 } }] },
      'at',
    ],
  ])('names an unknown key %s and the nearest known one', (path, input, near) => {
    const finding = only({ version: 1, ...input });
    expect(finding).toMatchObject({ code: 'unknown_key', path });
    if (near === undefined) expect(finding.fix).not.toContain('Did you mean');
    else expect(finding.fix).toContain(`Did you mean ${near}? `);
    expect(finding.fix).toContain('Known here: ');
  });

  it('suggests the nearest allowed value', () => {
    expect(only({ version: 1, providers: [{ ...provider, dialect: 'antropic' }] }).fix).toContain(
      'Did you mean anthropic?',
    );
  });

  it('says which kinds a place of several kinds takes', () => {
    const finding = only({ version: 1, models: [{ id: 'a', provider: 'p', verified: 'yes' }] });
    expect(finding.message).toBe('models[0].verified must be true or false or an object');
  });

  it.each([[null], ['text'], [[]], [7], [undefined]])('refuses a document that is %j', (input) => {
    expect(only(input)).toMatchObject({ severity: 'error', path: '' });
  });

  it('never repeats what stands where a secret stands', () => {
    const secret = 'sk-do-not-print';
    const text = JSON.stringify(
      findings({
        version: 1,
        providers: [{ ...provider, apiKey: [secret], headers: { 'x y': secret } }],
        clients: [{ id: 'a', key: { value: secret } }],
      }),
    );
    expect(text).not.toContain(secret);
  });

  it('refuses the key __proto__ like any other unknown key', () => {
    expect(only(JSON.parse('{"version":1,"__proto__":{"x":1}}'))).toMatchObject({
      code: 'unknown_key',
      path: '__proto__',
    });
  });
});
