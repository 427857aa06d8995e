import { describe, expect, it } from '@jest/globals';
import type { Chain } from '../document/chain.ts';
import type { ConfigDocument } from '../document/document.ts';
import type { Model } from '../document/model.ts';
import { checkChain } from './checkChain.ts';
import { checkDocument } from './checkDocument.ts';
import type { Finding } from './finding.ts';

const price = { input: 2.5, output: 10 };

/** A primary with everything, and fallbacks that each lack something. */
function document(over: Partial<ConfigDocument> = {}): ConfigDocument {
  const apiKey = 'env:X_API_KEY';
  const models: Model[] = [
    { id: 'gpt-4o', provider: 'openai', price, contextWindow: 128_000, capabilities: ['tools', 'vision', 'json'] },
    { id: 'gpt-4-turbo', provider: 'openai', price: { input: 10, output: 30 }, contextWindow: 128_000 },
    { id: 'claude-sonnet', provider: 'anthropic', price, contextWindow: 200_000 },
    { id: 'llama3.3:70b', provider: 'ollama', contextWindow: 65_536, capabilities: ['tools', 'json'] },
    { id: 'mistral-large', provider: 'mistral' },
    { id: 'retired', provider: 'anthropic', enabled: false },
  ];
  return {
    version: 1,
    providers: [
      { id: 'openai', dialect: 'openai', baseUrl: 'https://api.openai.com/v1', apiKey },
      { id: 'anthropic', dialect: 'anthropic', baseUrl: 'https://api.anthropic.com', apiKey },
      { id: 'ollama', dialect: 'ollama', baseUrl: 'http://127.0.0.1:11434/v1', location: 'local' },
      { id: 'mistral', dialect: 'openai', baseUrl: 'https://api.mistral.ai/v1', apiKey: 'env:MISTRAL_API_KEY' },
    ],
    models,
    chains: [
      { model: 'claude-sonnet', fallbacks: ['gpt-4o'] },
      { model: 'gpt-4o', fallbacks: ['llama3.3:70b', 'mistral-large'] },
    ],
    ...over,
  };
}

const hasCredential = ({ id }: { id: string }): boolean => id !== 'mistral';

function check(chain: Partial<Chain>, over: Partial<ConfigDocument> = {}): Finding[] {
  return checkChain(document(over), { model: 'gpt-4o', fallbacks: [], ...chain }, { hasCredential });
}

const told = (findings: readonly Finding[]): unknown[] =>
  findings.map(({ severity, short, about }) => [severity, short, about?.[0]?.step]);

describe('checkChain', () => {
  it('warns in the words of the editor, each at its step', () => {
    expect(told(check({ fallbacks: ['gpt-4-turbo', 'llama3.3:70b'] }))).toEqual([
      ['warning', 'Same provider as the step before: an outage there fails both.', 1],
      ['warning', '3.7× the price of gpt-4o.', 1],
      ['warning', 'Smaller context window: 64K after 128K.', 2],
      ['warning', 'Declares no vision: requests with images skip this step.', 2],
    ]);
  });

  it('says of a model that was in the chain already that it is skipped, and refuses one that is new', () => {
    expect(told(check({ fallbacks: ['mistral-large'] }))).toEqual([
      ['warning', 'mistral has no key: this step is skipped.', 1],
    ]);
    expect(told(check({ fallbacks: ['retired'] }))).toEqual([['error', 'retired is disabled.', 1]]);
    const elsewhere = checkChain(
      document(),
      { model: 'claude-sonnet', fallbacks: ['llama3.3:70b', 'mistral-large'] },
      { hasCredential },
    );
    expect(told(elsewhere)).toEqual([
      ['error', 'mistral has no key.', 2],
      ['warning', 'Smaller context window: 64K after 200K.', 1],
    ]);
  });

  it('warns of steps behind the depth at which the chain gives up', () => {
    const fallbacks = ['llama3.3:70b', 'mistral-large'];
    const unreached = (over: Partial<Chain>): unknown[] =>
      told(check({ fallbacks, ...over }).filter(({ code }) => code === 'fallback_never_reached'));
    expect(unreached({ preset: 'single' })).toEqual([
      ['warning', 'Never reached: the chain gives up after step 1.', 2],
    ]);
    expect(unreached({ policy: { maxDepth: 0 } })).toEqual([
      ['warning', 'Never reached: the chain gives up after the primary.', 1],
      ['warning', 'Never reached: the chain gives up after the primary.', 2],
    ]);
    expect(unreached({ preset: 'single', enabled: false })).toEqual([]);
    expect(unreached({ contextWindowFallbacks: fallbacks, policy: { maxDepth: 1 } })).toHaveLength(2);
  });

  it('refuses the primary, a model twice, an unknown one and a circle, all at once', () => {
    const circle = { model: 'claude-sonnet', fallbacks: ['mistral-large', 'gpt-4o'] };
    const found = check(
      { fallbacks: ['gpt-4o', 'claude-sonnet', 'claude-sonnet', 'nobody'] },
      { chains: [circle, { model: 'gpt-4o', fallbacks: [] }] },
    );
    expect(told(found)).toEqual([
      ['error', 'There is no model nobody.', 4],
      ['error', 'gpt-4o is already the primary.', 1],
      ['error', 'claude-sonnet is already in this list.', 3],
      ['error', 'claude-sonnet → gpt-4o makes a circle.', 2],
    ]);
    expect(found.map(({ path }) => path)).toContain('chains[1].fallbacks[1]');
  });

  it('tells a longer circle whole, and only warns where circles are permitted', () => {
    const chains = [
      { model: 'claude-sonnet', fallbacks: ['mistral-large'] },
      { model: 'mistral-large', fallbacks: ['gpt-4o'] },
    ];
    const over = { chains, validation: { crossChainCycles: 'warn' } } as const;
    const circles = check({ fallbacks: ['claude-sonnet'] }, over).filter(({ code }) => code === 'chain_cycle');
    expect(told(circles)).toEqual([['warning', 'claude-sonnet → mistral-large → gpt-4o makes a circle.', 1]]);
    expect(circles[0]?.path).toBe('chains[2].fallbacks[0]');
  });

  it('refuses what its own policy must not say, and what belongs to other chains does not concern it', () => {
    const policy = { triggers: { quota: { retries: 2 } } };
    const other = { model: 'claude-sonnet', fallbacks: ['claude-sonnet', 'nobody'] };
    const found = check({ policy }, { chains: [other] });
    expect(found.map(({ path, code }) => [path, code])).toEqual([
      ['chains[1].policy.triggers.quota.retries', 'never_retried'],
    ]);
  });

  it('says what a check of the whole document says of that chain', () => {
    const chain = { model: 'gpt-4o', fallbacks: ['gpt-4-turbo', 'llama3.3:70b', 'llama3.3:70b', 'retired'] };
    const previous = document();
    const whole = { ...previous, chains: previous.chains.map((one) => (one.model === 'gpt-4o' ? chain : one)) };
    const about = checkDocument(whole, { previous, hasCredential }).filter(({ path }) => path.startsWith('chains[1]'));
    const alone = checkChain(previous, chain, { hasCredential });
    const sorted = (findings: readonly Finding[]): string[] =>
      findings.map((finding) => JSON.stringify(finding)).sort();
    expect(sorted(alone)).toEqual(sorted(about));
  });

  it('is cheap among 1,000 chains', () => {
    const ids = Array.from({ length: 1_000 }, (_, at) => `model-${at}`);
    const large: ConfigDocument = {
      version: 1,
      providers: document().providers,
      models: ids.map((id, at) => ({ id, provider: at % 2 === 0 ? 'openai' : 'anthropic' })),
      chains: ids.map((id, at) => ({ model: id, fallbacks: ids.slice(at + 1, at + 10) })),
    };
    const chain = { model: 'model-5', fallbacks: ['model-9', 'model-12'] };
    checkChain(large, chain, { hasCredential });
    const started = performance.now();
    for (let n = 0; n < 5; n++) checkChain(large, chain, { hasCredential });
    // Some 3 ms each on an idle machine; the bound leaves room for a busy one.
    expect((performance.now() - started) / 5).toBeLessThan(100);
  });
});
