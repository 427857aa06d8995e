import { describe, expect, it } from '@jest/globals';
import { registryOf } from './registry.ts';
import { stepFacts } from './stepFacts.ts';
import { model, pictureRegistry } from './testRegistry.ts';

const registry = pictureRegistry();
const facts = (id: string, primary = 'gpt-4o') => stepFacts(id, primary, registry);

describe('stepFacts', () => {
  it('are those of the registry', () => {
    expect(facts('gpt-4o')).toEqual({
      model: 'gpt-4o',
      provider: 'openai',
      local: false,
      price: { input: 2.5, output: 10 },
      contextWindow: 128_000,
      capabilities: ['tools', 'vision', 'json'],
      health: { kind: 'open', probeAt: '2026-03-10T12:00:41.000Z' },
      cost: { kind: 'baseline' },
    });
  });

  it('are unknown where the registry does not say', () => {
    expect(facts('gone')).toEqual({
      model: 'gone',
      provider: undefined,
      local: false,
      price: 'unknown',
      contextWindow: undefined,
      capabilities: undefined,
      health: { kind: 'missing' },
      cost: { kind: 'unknown' },
    });
  });

  it('compare the prices of a usual request', () => {
    expect(facts('claude-sonnet').cost).toEqual({ kind: 'multiplier', value: 2250 / 1750 });
    expect(facts('llama3.3:70b').cost).toEqual({ kind: 'multiplier', value: 0 });
  });

  it('tell the extra cost where the primary is free', () => {
    expect(facts('claude-sonnet', 'llama3.3:70b').cost).toEqual({ kind: 'extra', usd: 0.00225 });
  });

  it('call free what costs nothing, local or not', () => {
    const free = registryOf([model('a', { price: { input: 0, output: 0 } })]);
    expect(stepFacts('a', 'a', free).price).toBe('free');
    expect(facts('llama3.3:70b')).toMatchObject({ price: 'free', local: true });
  });
});

describe('health of a step', () => {
  it('is what its calls say, with how many failed', () => {
    expect(facts('gpt-4-turbo').health).toEqual({ kind: 'degraded', failedRate: 0.081 });
  });

  it('has no rate without calls', () => {
    expect(facts('llama3.3:70b').health).toEqual({ kind: 'healthy', failedRate: null });
  });

  it('is what switches it off before anything else', () => {
    expect(facts('retired').health).toEqual({ kind: 'disabled', why: 'model retired is disabled' });
    expect(facts('mistral-large').health).toEqual({
      kind: 'no key',
      why: 'provider mistral has no usable credential',
    });
  });

  it('knows a half-open breaker, and a model of which nothing is known', () => {
    const breaker = {
      upstreamModel: 'a',
      state: 'half_open',
      nextProbeAt: null,
      openedBy: 'timeout',
      openSince: null,
    } as const;
    const one = registryOf([model('a', {}, { breaker }), { id: 'b', provider: 'openai' }]);
    expect(stepFacts('a', 'a', one).health).toEqual({ kind: 'half open' });
    expect(stepFacts('b', 'a', one).health).toEqual({ kind: 'unknown', failedRate: null });
  });
});
