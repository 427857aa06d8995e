import { describe, expect, it } from '@jest/globals';
import type { Model, Provider } from '@understudy/contract';
import type { Engine } from '../engine/index.ts';
import { registryStatus, type RegistryStatusPorts } from './registryStatus.ts';

type Reading = ReturnType<Engine['breakers']['readings']>[number];
const reading = (upstreamModel: string, state: Reading['state']): Reading => ({
  target: `p ${upstreamModel}`,
  provider: 'p',
  upstreamModel,
  state,
  cooldownUntil: state === 'open' ? 1_000 : 0,
});
const PROVIDER: Provider = { id: 'p', dialect: 'openai', baseUrl: 'https://x', apiKey: 'env:X' };

const MODEL: Model = { id: 'm', provider: 'p' };
const STEP = { provider: 'p', upstreamModel: 'up', target: 'p up', callable: true, blockedBy: '' };

function statusOf(
  readings: Reading[],
  more: Partial<RegistryStatusPorts> = {},
  over: { provider?: Partial<Provider>; step?: Partial<typeof STEP> } = {},
) {
  const chains = new Map([['m', { steps: [{ ...STEP, ...over.step }] }]]);
  const engine = { snapshot: { chains }, breakers: { readings: () => readings } } as object as Engine;
  const provider = { ...PROVIDER, ...over.provider };
  const status = registryStatus({
    engine,
    document: () => ({ providers: [provider] }),
    accountProblem: () => null,
    recent: () => ({ attempts: 0, failures: 0 }),
    recentOfTarget: () => ({ attempts: 0, failures: 0 }),
    openCircuit: () => null,
    ...more,
  });
  return { provider: status.providers()(provider), model: status.models() };
}

describe('registryStatus', () => {
  it.each([
    [['open', 'open'], 'down'],
    [['open', 'closed'], 'degraded'],
    [['half_open', 'closed'], 'degraded'],
    [['closed'], 'unknown'],
    [[], 'unknown'],
  ] as const)('takes a provider with breakers %j for %s', (states, health) => {
    expect(statusOf(states.map((state, at) => reading(`m${at}`, state))).provider.health).toBe(health);
  });

  it('looks at recent attempts while every breaker is closed', () => {
    const health = (attempts: number, failures: number) =>
      statusOf([reading('m', 'closed')], { recent: () => ({ attempts, failures }) }).provider.health;
    expect([health(20, 0), health(20, 5), health(20, 20), health(0, 0)]).toEqual([
      'healthy',
      'degraded',
      'down',
      'unknown',
    ]);
  });

  it('says disabled before anything else', () => {
    expect(statusOf([reading('m', 'open')], {}, { provider: { enabled: false } }).provider.health).toBe('disabled');
  });

  it('tells a credential that is set, missing, unresolvable or not needed, why, and never its value', () => {
    const { apiKey: _none, ...bare } = PROVIDER;
    const credential = (provider: Provider, problem: string | null = null) => {
      const engine = { snapshot: { chains: new Map() }, breakers: { readings: () => [] } } as object as Engine;
      const none = () => ({ attempts: 0, failures: 0 });
      const { credential: is, credentialProblem } = registryStatus({
        ...{ engine, document: () => ({ providers: [] }), openCircuit: () => null },
        ...{ accountProblem: () => problem, recent: none, recentOfTarget: none },
      }).providers()(provider);
      return [is, credentialProblem];
    };
    expect(credential(PROVIDER)).toEqual(['set', null]);
    expect(credential(PROVIDER, 'variable X is not set')).toEqual(['unresolvable', 'variable X is not set']);
    expect(credential(bare, 'has no apiKey')).toEqual(['missing', 'has no apiKey']);
    expect(credential({ ...bare, location: 'local' })).toEqual(['not_needed', null]);
  });

  it('gives the breaker of a model: the next probe, what opened it, and since when', () => {
    const openCircuit = (target: string) => (target === 'p up' ? { openedBy: 'rate_limit', openSince: 500 } : null);
    const { model, provider } = statusOf([reading('up', 'open'), reading('other', 'closed')], { openCircuit });
    const breaker = {
      ...{ upstreamModel: 'up', state: 'open', nextProbeAt: '1970-01-01T00:00:01.000Z' },
      ...{ openedBy: 'rate_limit', openSince: '1970-01-01T00:00:00.500Z' },
    };
    expect(model(MODEL)).toMatchObject({ breaker, health: 'down', reason: 'its breaker is open' });
    expect(provider.breakers[0]).toEqual(breaker);
    expect(provider.breakers[1]).toMatchObject({ openedBy: null, openSince: null });
  });

  it('takes the health of a model from the calls of its target, and says why nobody calls it', () => {
    const recentOfTarget = () => ({ attempts: 100, failures: 12 });
    const { model } = statusOf([reading('up', 'closed')], { recentOfTarget });
    expect(model(MODEL)).toMatchObject({
      ...{ health: 'degraded', reason: '12 of 100 calls failed in the last five minutes' },
      ...{ recent: { attempts: 100, failures: 12 }, local: false, blockedBy: null },
    });
    const off = statusOf([], {}, { step: { callable: false, blockedBy: 'model m is disabled' } });
    expect(off.model({ ...MODEL, enabled: false })).toMatchObject({
      ...{ health: 'disabled', blockedBy: 'model m is disabled' },
    });
    const box = statusOf([reading('up', 'closed')], {}, { provider: { location: 'local' } });
    expect(box.model(MODEL)).toMatchObject({ local: true, health: 'unknown' });
  });

  it('knows little of a model that is not in force yet', () => {
    expect(statusOf([]).model({ id: 'new', provider: 'q' })).toMatchObject({
      ...{ breaker: null, health: 'unknown', local: false, blockedBy: null },
    });
  });
});
