import { describe, expect, it } from '@jest/globals';
import type { Provider } from '@understudy/contract';
import type { Engine } from '../engine/index.ts';
import { registryStatus, type RegistryStatusPorts } from './registryStatus.ts';

type Reading = ReturnType<Engine['breakers']['readings']>[number];
const reading = (upstreamModel: string, state: Reading['state']): Reading => ({
  provider: 'p',
  upstreamModel,
  state,
  cooldownUntil: state === 'open' ? 1_000 : 0,
});
const PROVIDER: Provider = { id: 'p', dialect: 'openai', baseUrl: 'https://x', apiKey: 'env:X' };

function statusOf(readings: Reading[], more: Partial<RegistryStatusPorts> = {}, provider: Partial<Provider> = {}) {
  const chains = new Map([['m', { steps: [{ provider: 'p', upstreamModel: 'up' }] }]]);
  const engine = { snapshot: { chains }, breakers: { readings: () => readings } } as object as Engine;
  const recent = () => ({ attempts: 0, failures: 0 });
  const status = registryStatus({ engine, hasAccount: () => true, recent, ...more });
  return { provider: status.providers()({ ...PROVIDER, ...provider }), model: status.models() };
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
    expect(statusOf([reading('m', 'open')], {}, { enabled: false }).provider.health).toBe('disabled');
  });

  it('tells a credential that is set, missing, unresolvable or not needed, and never its value', () => {
    const { apiKey: _none, ...bare } = PROVIDER;
    const credential = (provider: Provider, has: boolean) => {
      const engine = { snapshot: { chains: new Map() }, breakers: { readings: () => [] } } as object as Engine;
      const recent = () => ({ attempts: 0, failures: 0 });
      return registryStatus({ engine, hasAccount: () => has, recent }).providers()(provider).credential;
    };
    expect(credential(PROVIDER, true)).toBe('set');
    expect(credential(PROVIDER, false)).toBe('unresolvable');
    expect(credential(bare, false)).toBe('missing');
    expect(credential({ ...bare, location: 'local' }, true)).toBe('not_needed');
  });

  it('gives the breaker of a model, with the time of the next probe', () => {
    const { model } = statusOf([reading('up', 'open'), reading('other', 'closed')]);
    expect(model('m')).toEqual({ upstreamModel: 'up', state: 'open', nextProbeAt: '1970-01-01T00:00:01.000Z' });
    expect(model('nobody')).toBeNull();
  });
});
