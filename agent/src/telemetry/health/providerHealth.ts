import type { Provider, ProviderHealth } from '@understudy/contract';
import type { CircuitReading } from '../../engine/index.ts';
import type { AttemptCounts } from './recentCalls.ts';

/** Share of failed calls from which a provider is degraded, and calls from which all of them failing means down. */
const DEGRADED_FROM = 0.1;
const DOWN_FROM_ATTEMPTS = 3;

/** What is known of a provider. */
export interface ProviderSigns {
  readonly provider: Pick<Provider, 'id' | 'enabled'>;
  /** Whether it may be called: its credential was found. */
  readonly callable: boolean;
  readonly breakers: readonly Pick<CircuitReading, 'state'>[];
  readonly counts: AttemptCounts;
}

type Verdict = readonly [health: ProviderHealth['health'], reason: string];

function verdictOfBreakers(breakers: ProviderSigns['breakers']): Verdict | null {
  const open = breakers.filter(({ state }) => state === 'open').length;
  if (open > 0 && open === breakers.length) {
    return ['down', open === 1 ? 'its breaker is open' : `all ${open} breakers are open`];
  }
  if (open > 0) return ['degraded', `${open} of ${breakers.length} breakers ${open === 1 ? 'is' : 'are'} open`];
  return breakers.some(({ state }) => state === 'half_open') ? ['degraded', 'a breaker is probing'] : null;
}

function verdictOfAttempts({ attempts, failures }: AttemptCounts): Verdict {
  if (attempts === 0) return ['unknown', 'no call in the last five minutes'];
  const said = `${failures} of ${attempts} calls failed in the last five minutes`;
  if (failures === attempts && attempts >= DOWN_FROM_ATTEMPTS) return ['down', said];
  return failures / attempts >= DEGRADED_FROM ? ['degraded', said] : ['healthy', said];
}

function verdictOf({ provider, callable, breakers, counts }: ProviderSigns): Verdict {
  if (provider.enabled === false) return ['disabled', 'disabled in the configuration'];
  if (!callable) return ['down', 'no usable credential'];
  return verdictOfBreakers(breakers) ?? verdictOfAttempts(counts);
}

/** Health of a provider in the words of semantics.md, from breakers and recent attempts. */
export function providerHealth(signs: ProviderSigns): ProviderHealth {
  const [health, reason] = verdictOf(signs);
  return {
    id: signs.provider.id,
    health,
    reason,
    ...signs.counts,
    openBreakers: signs.breakers.filter(({ state }) => state === 'open').length,
  };
}
