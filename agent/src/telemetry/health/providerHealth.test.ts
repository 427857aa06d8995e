import { describe, expect, it } from '@jest/globals';
import { providerHealth, type ProviderSigns } from './providerHealth.ts';

const closed = { state: 'closed' } as const;
const open = { state: 'open' } as const;
const probing = { state: 'half_open' } as const;
const calls = (attempts: number, failures: number) => ({ attempts, failures });

function healthOf(over: Partial<ProviderSigns>): string {
  const signs = { provider: { id: 'p' }, callable: true, breakers: [closed], counts: calls(20, 0), ...over };
  return providerHealth(signs).health;
}

describe('health of a provider', () => {
  it.each<[string, Partial<ProviderSigns>]>([
    ['healthy', {}],
    ['healthy', { counts: calls(20, 1) }],
    ['degraded', { counts: calls(20, 2) }],
    ['degraded', { counts: calls(2, 2) }],
    ['down', { counts: calls(3, 3) }],
    ['unknown', { counts: calls(0, 0) }],
    ['unknown', { counts: calls(0, 0), breakers: [] }],
    ['degraded', { breakers: [open, closed] }],
    ['degraded', { breakers: [probing, closed], counts: calls(0, 0) }],
    ['down', { breakers: [open, open], counts: calls(0, 0) }],
    ['down', { callable: false }],
    ['disabled', { callable: false, provider: { id: 'p', enabled: false }, breakers: [open] }],
  ])('is %s where %j', (expected, over) => {
    expect(healthOf(over)).toBe(expected);
  });
});
