import type { Policy } from '../document/policy.ts';
import type { Provider } from '../document/provider.ts';

/** A breaker's settings, every field present; durations in milliseconds. */
export interface BreakerSettings {
  readonly enabled: boolean;
  readonly failureThreshold: number;
  readonly failureRatio: number;
  readonly minRequests: number;
  readonly windowMs: number;
  readonly cooldownMs: number;
  readonly maxCooldownMs: number;
  readonly probes: number;
}

/** Defaults of configuration.md, `policy.breaker`. */
export const DEFAULT_BREAKER: BreakerSettings = {
  enabled: true,
  failureThreshold: 5,
  failureRatio: 0.5,
  minRequests: 20,
  windowMs: 60_000,
  cooldownMs: 30_000,
  maxCooldownMs: 600_000,
  probes: 1,
};

function defined(over: object | undefined): Partial<BreakerSettings> {
  return Object.fromEntries(Object.entries(over ?? {}).filter(([, value]) => value !== undefined));
}

/** Breaker settings of one provider: defaults ← `policy.breaker` ← the provider's own, field by field. */
export function breakerSettings(policy: Policy | undefined, provider: Pick<Provider, 'breaker'>): BreakerSettings {
  return { ...DEFAULT_BREAKER, ...defined(policy?.breaker), ...defined(provider.breaker) };
}
